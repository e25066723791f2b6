package io.loadline.chain.rpc;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.web3j.protocol.core.Request;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One endpoint of one chain. Requests are web3j's; sending and pairing are not: replies of a batch
 * are matched by id, because servers may reorder them. Thread-safe; blocking, meant for virtual
 * threads.
 */
public final class JsonRpcEndpoint implements AutoCloseable {
  private static final int MAX_NESTING = 64;

  private final HttpTransport transport;
  private final RpcSettings settings;
  private final JsonMapper mapper;

  public JsonRpcEndpoint(URI url, RpcSettings settings) {
    this.transport = new HttpTransport(url, settings);
    this.settings = settings;
    this.mapper =
        JsonMapper.builder(
                JsonFactory.builder()
                    .streamReadConstraints(
                        StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_NESTING)
                            .maxStringLength(settings.maxResponseBytes())
                            .build())
                    .build())
            .build();
  }

  /**
   * A request for the classes of this module; the type parameters of web3j's class are not used.
   */
  public static Request<?, ?> request(String method, Object... params) {
    return new Request<>(method, List.of(params), null, org.web3j.protocol.core.Response.class);
  }

  /** Where this endpoint is, without anything secret. */
  public String name() {
    return transport.name();
  }

  /** The {@code result} of one request; an error reply becomes {@link RpcException.ErrorReply}. */
  public Answer call(Request<?, ?> request) throws RpcException {
    byte[] body = transport.post(mapper.writeValueAsBytes(toJson(request)), request.getMethod());
    JsonNode envelope = parse(body);
    if (!envelope.isObject()) {
      throw new RpcException.Malformed(name(), "a JSON object was expected");
    }
    Reply reply = toReply(envelope);
    if (reply instanceof Reply.Result && idOf(envelope) != request.getId()) {
      throw new RpcException.Malformed(name(), "the reply carries another request's id");
    }
    return answer(request, reply);
  }

  /**
   * Replies of many requests, in the order of the requests; sent in chunks of the configured size.
   * An error of one item is a value; an error of a whole batch is thrown.
   */
  public List<Reply> batch(List<? extends Request<?, ?>> requests) throws RpcException {
    List<Reply> replies = new ArrayList<>(requests.size());
    for (int from = 0; from < requests.size(); from += settings.maxBatch()) {
      int to = Math.min(requests.size(), from + settings.maxBatch());
      replies.addAll(oneBatch(requests.subList(from, to)));
    }
    return replies;
  }

  /** The result in a reply, or the failure it stands for. */
  public Answer answer(Request<?, ?> request, Reply reply) throws RpcException {
    return switch (reply) {
      case Reply.Result(JsonNode value) -> new Answer(value, name());
      case Reply.Failure failure -> throw ErrorReplies.classify(name(), request, failure);
    };
  }

  private List<Reply> oneBatch(List<? extends Request<?, ?>> requests) throws RpcException {
    ArrayNode array = mapper.createArrayNode();
    Map<Long, Integer> indexOfId = HashMap.newHashMap(requests.size());
    for (int i = 0; i < requests.size(); i++) {
      array.add(toJson(requests.get(i)));
      if (indexOfId.put(requests.get(i).getId(), i) != null) {
        throw new IllegalArgumentException("the same request stands twice in one batch");
      }
    }
    JsonNode answer = parse(transport.post(mapper.writeValueAsBytes(array), "a batch"));
    if (answer.isObject() && toReply(answer) instanceof Reply.Failure failure) {
      throw ErrorReplies.classify(name(), requests.getFirst(), failure);
    }
    if (!answer.isArray() || answer.size() != requests.size()) {
      throw new RpcException.Malformed(
          name(),
          "a batch of %d replies was expected, came %s"
              .formatted(requests.size(), answer.isArray() ? answer.size() : answer.getNodeType()));
    }
    Reply[] byIndex = new Reply[requests.size()];
    for (JsonNode envelope : answer) {
      Integer index = envelope.isObject() ? indexOfId.remove(idOf(envelope)) : null;
      if (index == null) {
        throw new RpcException.Malformed(name(), "a batch reply with an unknown or repeated id");
      }
      byIndex[index] = toReply(envelope);
    }
    return List.of(byIndex);
  }

  private ObjectNode toJson(Request<?, ?> request) {
    return mapper
        .createObjectNode()
        .put("jsonrpc", "2.0")
        .put("id", request.getId())
        .put("method", request.getMethod())
        .set("params", mapper.valueToTree(request.getParams()));
  }

  private JsonNode parse(byte[] body) throws RpcException.Malformed {
    try {
      return mapper.readTree(body);
    } catch (JacksonException e) {
      throw new RpcException.Malformed(name(), "not JSON (" + e.getOriginalMessage() + ")");
    }
  }

  private static long idOf(JsonNode envelope) {
    JsonNode id = envelope.get("id");
    return id != null && id.isIntegralNumber() && id.canConvertToLong() ? id.longValue() : -1;
  }

  private Reply toReply(JsonNode envelope) throws RpcException.Malformed {
    JsonNode error = envelope.get("error");
    if (error != null && !error.isNull()) {
      return ErrorReplies.parse(error);
    }
    JsonNode result = envelope.get("result");
    if (result == null) {
      throw new RpcException.Malformed(name(), "a reply has neither result nor error");
    }
    return new Reply.Result(result);
  }

  @Override
  public void close() {
    transport.close();
  }
}
