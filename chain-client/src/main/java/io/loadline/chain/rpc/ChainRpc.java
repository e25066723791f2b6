package io.loadline.chain.rpc;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.web3j.protocol.core.Request;

/**
 * All endpoints of one chain. Pinned reads go to every usable endpoint and must agree; other reads
 * take the first that answers. A failing endpoint backs off and never delays the others by more
 * than one call. Thread-safe.
 */
public final class ChainRpc implements AutoCloseable {
  private final long chainId;
  private final int quorum;
  private final RpcSettings settings;
  private final List<EndpointState> endpoints;

  /** Opens without connecting: an endpoint that is down is found, and named, by the first read. */
  public ChainRpc(long chainId, List<URI> urls, int quorum, RpcSettings settings) {
    if (urls.isEmpty() || quorum < 1 || quorum > urls.size()) {
      throw new IllegalArgumentException(
          "chain %d needs 1 <= quorum <= endpoints, has quorum %d and %d endpoints"
              .formatted(chainId, quorum, urls.size()));
    }
    this.chainId = chainId;
    this.quorum = quorum;
    this.settings = settings;
    this.endpoints =
        urls.stream()
            .map(url -> new EndpointState(new JsonRpcEndpoint(url, settings), settings))
            .toList();
  }

  public long chainId() {
    return chainId;
  }

  public int quorum() {
    return quorum;
  }

  public List<EndpointHealth> health() {
    return endpoints.stream().map(EndpointState::health).toList();
  }

  /** Asks every usable endpoint for its chain id; throws unless a quorum serves this chain. */
  public void checkChainId() throws RpcException {
    every(JsonRpcEndpoint.request("eth_chainId"), answer -> answer.quantity("chain id"));
  }

  /** The answer of the first endpoint that gives one. For what may differ between honest nodes. */
  public <T> T any(Request<?, ?> request, AnswerParser<T> parser) throws RpcException {
    RpcException last = null;
    for (EndpointState endpoint : endpoints) {
      if (endpoint.usable()) {
        try {
          return exchange(endpoint, request, parser);
        } catch (RpcException.ErrorReply e) {
          if (e.reverted()) {
            throw e;
          }
          last = e;
        } catch (RpcException e) {
          last = e;
        }
      }
    }
    throw last != null ? last : backingOff();
  }

  /** Many questions to one endpoint in few exchanges; the first error of an item fails them all. */
  public <T> List<T> anyBatch(List<? extends Request<?, ?>> requests, AnswerParser<T> parser)
      throws RpcException {
    RpcException last = null;
    for (EndpointState endpoint : endpoints) {
      if (endpoint.usable()) {
        try {
          return watched(endpoint, () -> batch(endpoint.endpoint(), requests, parser));
        } catch (RpcException e) {
          if (!e.blamesEndpoint()) {
            throw e;
          }
          last = e;
        }
      }
    }
    throw last != null ? last : backingOff();
  }

  private static <T> List<T> batch(
      JsonRpcEndpoint endpoint, List<? extends Request<?, ?>> requests, AnswerParser<T> parser)
      throws RpcException {
    List<Reply> replies = endpoint.batch(requests);
    List<T> values = new ArrayList<>(replies.size());
    for (int i = 0; i < replies.size(); i++) {
      values.add(parser.parse(endpoint.answer(requests.get(i), replies.get(i))));
    }
    return values;
  }

  /** Tells every usable endpoint; at least one must take it, or say what {@code fine} accepts. */
  public void toEach(Request<?, ?> request, Predicate<RpcException.ErrorReply> fine)
      throws RpcException {
    RpcException failure = null;
    boolean taken = false;
    for (EndpointState endpoint : endpoints) {
      if (endpoint.usable()) {
        try {
          exchange(endpoint, request, Answer::json);
          taken = true;
        } catch (RpcException.ErrorReply e) {
          taken |= fine.test(e);
          failure = e;
        } catch (RpcException e) {
          failure = failure == null ? e : failure;
        }
      }
    }
    if (!taken) {
      throw failure != null ? failure : backingOff();
    }
  }

  /**
   * The answer that all endpoints which answered in time gave, at least a quorum of them. Answers
   * are compared after parsing, so {@code T} needs {@code equals}.
   */
  public <T> T agreed(Request<?, ?> request, AnswerParser<T> parser) throws RpcException {
    List<FanOut.Given<T>> answers = every(request, parser);
    FanOut.Given<T> first = answers.getFirst();
    for (FanOut.Given<T> other : answers) {
      if (!other.value().equals(first.value())) {
        throw new RpcException.Disagreement(
            chainId, request.getMethod(), first.endpoint(), other.endpoint());
      }
    }
    return first.value();
  }

  /** What each endpoint that answered in time said; at least a quorum of answers. */
  public <T> List<T> all(Request<?, ?> request, AnswerParser<T> parser) throws RpcException {
    return every(request, parser).stream().map(FanOut.Given::value).toList();
  }

  private <T> List<FanOut.Given<T>> every(Request<?, ?> request, AnswerParser<T> parser)
      throws RpcException {
    List<EndpointState> usable = endpoints.stream().filter(EndpointState::usable).toList();
    if (usable.size() < quorum) {
      throw backingOff();
    }
    if (usable.size() == 1) {
      EndpointState only = usable.getFirst();
      T value = exchange(only, request, parser);
      return List.of(new FanOut.Given<>(only.endpoint().name(), value));
    }
    return new FanOut<T>(request.getMethod(), quorum, settings.call(), settings.agreementGrace())
        .ask(usable, endpoint -> exchange(endpoint, request, parser));
  }

  private <T> T exchange(EndpointState state, Request<?, ?> request, AnswerParser<T> parser)
      throws RpcException {
    return watched(state, () -> parser.parse(state.endpoint().call(request)));
  }

  @FunctionalInterface
  private interface Exchange<T> {
    T run() throws RpcException;
  }

  /** Checks the chain first where needed, and keeps count of how the endpoint does. */
  private <T> T watched(EndpointState state, Exchange<T> exchange) throws RpcException {
    long startedNanos = System.nanoTime();
    try {
      if (!state.chainChecked()) {
        checkChainIdOf(state);
      }
      T value = exchange.run();
      state.succeeded(System.nanoTime() - startedNanos);
      return value;
    } catch (RpcException e) {
      // An interrupted caller gave up; that says nothing about the endpoint.
      if (e.blamesEndpoint() && !Thread.currentThread().isInterrupted()) {
        state.failed(e);
      }
      throw e;
    }
  }

  private void checkChainIdOf(EndpointState state) throws RpcException {
    long actual =
        state.endpoint().call(JsonRpcEndpoint.request("eth_chainId")).quantity("chain id");
    if (actual != chainId) {
      throw new RpcException.WrongChain(state.endpoint().name(), chainId, actual);
    }
    state.checkedChain();
  }

  private RpcException backingOff() {
    String failure =
        endpoints.stream()
            .map(EndpointState::health)
            .filter(health -> !health.usable())
            .map(health ->
                health.endpoint()
                    + " for "
                    + health.retryInMs()
                    + " ms after: "
                    + health.lastFailure())
            .findFirst()
            .orElse("none is configured");
    return new RpcException.Unreachable(
        "chain " + chainId, "endpoints are backing off: " + failure, null);
  }

  @Override
  public void close() {
    endpoints.forEach(state -> state.endpoint().close());
  }
}
