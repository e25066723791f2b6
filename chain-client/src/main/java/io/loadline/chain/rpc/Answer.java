package io.loadline.chain.rpc;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A JSON answer read field by field, each checked where it is read.
 *
 * @param source who answered, for messages
 */
public record Answer(JsonNode json, String source) {

  public boolean isNull() {
    return json.isNull();
  }

  /** The named member; absent and null count as malformed. */
  public Answer field(String name) throws RpcException.Malformed {
    JsonNode value = json.get(name);
    if (value == null || value.isNull()) {
      throw new RpcException.Malformed(source, "field " + name + " is missing");
    }
    return new Answer(value, source);
  }

  public @Nullable Answer optional(String name) {
    JsonNode value = json.get(name);
    return value == null || value.isNull() ? null : new Answer(value, source);
  }

  public int size() throws RpcException.Malformed {
    if (!json.isArray()) {
      throw new RpcException.Malformed(source, "an array was expected");
    }
    return json.size();
  }

  public Answer element(int index) {
    return new Answer(json.get(index), source);
  }

  public String text(String what) throws RpcException.Malformed {
    if (!json.isString()) {
      throw new RpcException.Malformed(source, what + " is not a string");
    }
    return json.stringValue();
  }

  public long quantity(String what) throws RpcException.Malformed {
    return Hex.parseQuantity(text(what), source, what);
  }

  public BigInteger bigQuantity(String what) throws RpcException.Malformed {
    return Hex.parseBigQuantity(text(what), source, what);
  }

  public byte[] data(String what) throws RpcException.Malformed {
    return Hex.parseData(text(what), source, what);
  }

  /** Data of exactly this many bytes. */
  public byte[] data(String what, int length) throws RpcException.Malformed {
    byte[] bytes = data(what);
    if (bytes.length != length) {
      throw new RpcException.Malformed(
          source, "%s has %d bytes instead of %d".formatted(what, bytes.length, length));
    }
    return bytes;
  }
}
