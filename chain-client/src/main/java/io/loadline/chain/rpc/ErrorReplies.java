package io.loadline.chain.rpc;

import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.web3j.protocol.core.Request;
import tools.jackson.databind.JsonNode;

/**
 * Tells JSON-RPC errors apart. Clients agree on no codes for these, so their wordings are listed.
 */
final class ErrorReplies {
  private static final int MAX_MESSAGE = 300;

  /** Geth, Reth, Erigon, Nethermind, Besu and anvil, each in its own words. */
  private static final List<String> BLOCK_VANISHED =
      List.of(
          "resource not found",
          "header not found",
          "header for hash not found",
          "block not found",
          "unknown block",
          "not currently canonical",
          "is not canonical",
          "could not be found",
          "cannot find block");

  private static final List<String> STATE_PRUNED =
      List.of(
          "missing trie node",
          "historical state",
          "state not available",
          "state is not available",
          "state already discarded",
          "state unavailable",
          "pruned",
          "no state available",
          "world state");

  private ErrorReplies() {}

  static Reply.Failure parse(JsonNode error) {
    if (!error.isObject()) {
      return new Reply.Failure(0, clean(error.toString()), new byte[0]);
    }
    JsonNode code = error.get("code");
    JsonNode message = error.get("message");
    return new Reply.Failure(
        code != null && code.canConvertToLong() ? code.longValue() : 0,
        clean(message != null && message.isString() ? message.stringValue() : error.toString()),
        revertData(error.get("data")));
  }

  static RpcException classify(String endpoint, Request<?, ?> request, Reply.Failure failure) {
    String words = failure.message().toLowerCase(Locale.ROOT);
    String block = blockOf(request);
    if (!block.isEmpty() && failure.data().length == 0) {
      if (STATE_PRUNED.stream().anyMatch(words::contains)) {
        return new RpcException.StatePruned(endpoint, block, failure.message());
      }
      if (BLOCK_VANISHED.stream().anyMatch(words::contains)) {
        return new RpcException.BlockVanished(endpoint, block, failure.message());
      }
    }
    return new RpcException.ErrorReply(
        endpoint, request.getMethod(), failure.code(), failure.message(), failure.data());
  }

  /** The pinned hash in the parameters of a state read or a log query, else empty. */
  private static String blockOf(Request<?, ?> request) {
    for (Object parameter : request.getParams()) {
      if (parameter instanceof java.util.Map<?, ?> map
          && map.get("blockHash") instanceof String hash) {
        return hash;
      }
    }
    return "";
  }

  private static byte[] revertData(@org.jspecify.annotations.Nullable JsonNode data) {
    JsonNode hex = data != null && data.isObject() ? data.get("data") : data;
    if (hex == null || !hex.isString()) {
      return new byte[0];
    }
    String text = hex.stringValue();
    int start = text.indexOf("0x"); // Some clients write "Reverted 0x…".
    try {
      return start < 0 ? new byte[0] : HexFormat.of().parseHex(text, start + 2, text.length());
    } catch (IllegalArgumentException _) {
      return new byte[0];
    }
  }

  /** One bounded line of printable ASCII: the text comes from outside and goes to logs. */
  private static String clean(String message) {
    StringBuilder line = new StringBuilder(Math.min(message.length(), MAX_MESSAGE));
    for (int i = 0; i < message.length() && line.length() < MAX_MESSAGE; i++) {
      char c = message.charAt(i);
      line.append(c >= ' ' && c < 127 ? c : ' ');
    }
    return line.toString();
  }
}
