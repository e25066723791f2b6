package io.loadline.node.cli;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.Digest;
import io.loadline.node.OperatorException;
import io.loadline.node.archive.SignedMessage;
import io.loadline.node.archive.SigningContent;
import io.loadline.node.archive.SigningSlot;
import io.loadline.node.http.StatusJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A signing record as a JSON file: what is signed, slot by slot, and below which height all is
 * dead.
 */
final class SigningRecordFile {
  private static final String FORMAT = "loadline-signing-record/1";

  private SigningRecordFile() {}

  static void write(SigningContent content, Path file) {
    ObjectNode root = StatusJson.object().put("format", FORMAT);
    ObjectNode lowest = root.putObject("lowestHeights");
    content
        .lowestHeights()
        .forEach((committee, height) -> lowest.put(committee.toString(), height));
    ArrayNode messages = root.putArray("messages");
    for (SignedMessage message : content.messages()) {
      SigningSlot slot = message.slot();
      messages
          .addObject()
          .put("committee", slot.committee().toString())
          .put("height", slot.height())
          .put("kind", slot.kind())
          .put("round", slot.round())
          .put("bytes", message.bytes().toString());
    }
    try {
      Files.writeString(file, StatusJson.text(root) + "\n", StandardOpenOption.CREATE_NEW);
    } catch (IOException e) {
      throw new OperatorException.Unavailable(
          "Cannot write " + file + ": " + e.getMessage(), "Choose a new file name.");
    }
  }

  static SigningContent read(Path file) {
    try {
      return content(JsonMapper.shared().readTree(Files.readString(file)));
    } catch (IOException e) {
      throw new OperatorException.Unavailable(
          "Cannot read " + file, "Give a file that loadline signing-record export wrote.");
    } catch (JacksonException | IllegalArgumentException e) {
      throw new OperatorException.Configuration(
          "this is no signing record (" + e.getMessage() + ")",
          file.toString(),
          "Give a file that loadline signing-record export wrote, unchanged.");
    }
  }

  private static SigningContent content(JsonNode root) {
    if (!FORMAT.equals(root.path("format").asString(""))) {
      throw new IllegalArgumentException("its format is not " + FORMAT);
    }
    Map<Digest, Long> lowest = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> each : root.required("lowestHeights").properties()) {
      long height = each.getValue().longValue();
      if (height < 0) {
        throw new IllegalArgumentException("a height is below 0");
      }
      lowest.put(Digest.fromHex(each.getKey()), height);
    }
    List<SignedMessage> messages = new ArrayList<>();
    for (JsonNode each : root.required("messages")) {
      messages.add(
          new SignedMessage(
              new SigningSlot(
                  Digest.fromHex(each.required("committee").stringValue()),
                  each.required("height").longValue(),
                  each.required("kind").intValue(),
                  each.required("round").intValue()),
              Bytes.fromHex(each.required("bytes").stringValue())));
    }
    return new SigningContent(messages, lowest);
  }
}
