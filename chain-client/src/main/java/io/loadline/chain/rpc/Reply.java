package io.loadline.chain.rpc;

import tools.jackson.databind.JsonNode;

/** What an endpoint said to one request. */
public sealed interface Reply {

  /** The {@code result} field, which may be JSON null. */
  record Result(JsonNode value) implements Reply {}

  /**
   * The {@code error} field.
   *
   * @param data decoded hex of {@code error.data}, empty where there is none
   */
  @SuppressWarnings("ArrayRecordComponent") // Compared nowhere; only carried to an exception.
  record Failure(long code, String message, byte[] data) implements Reply {}
}
