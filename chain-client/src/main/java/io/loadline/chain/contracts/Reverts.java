package io.loadline.chain.contracts;

import io.loadline.chain.rpc.Hex;
import io.loadline.risk.bytes.Keccak;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Turns revert data into words: the contracts' custom errors by their ABIs, and Solidity's own two.
 */
public final class Reverts {
  private static final int WORD = 32;
  private static final int SELECTOR = 4;
  private static final String ERROR_STRING = "08c379a0";
  private static final String PANIC = "4e487b71";

  private record Parameter(String name, String type) {}

  private record CustomError(String name, List<Parameter> parameters) {}

  private static final Map<String, CustomError> BY_SELECTOR = load();

  private Reverts() {}

  /** Such as {@code HeightNotRising(given 4, newest 5)}. */
  public static String describe(byte[] data) {
    if (data.length < SELECTOR) {
      return "reverted without a reason";
    }
    String selector = HexFormat.of().formatHex(data, 0, SELECTOR);
    if (selector.equals(ERROR_STRING)) {
      return "Error(" + text(data) + ")";
    }
    if (selector.equals(PANIC)) {
      return "Panic(0x" + word(data, 0).toString(16) + ")";
    }
    CustomError error = BY_SELECTOR.get(selector);
    return error == null
        ? "unknown error " + Hex.data(Arrays.copyOf(data, Math.min(data.length, 68)))
        : describe(error, data);
  }

  /** Name of the custom error in the data, if it is one of ours. */
  public static Optional<String> nameOf(byte[] data) {
    if (data.length < SELECTOR) {
      return Optional.empty();
    }
    String selector = HexFormat.of().formatHex(data, 0, SELECTOR);
    return Optional.ofNullable(BY_SELECTOR.get(selector)).map(CustomError::name);
  }

  private static String describe(CustomError error, byte[] data) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < error.parameters().size(); i++) {
      Parameter parameter = error.parameters().get(i);
      words.add((parameter.name() + " " + value(parameter.type(), data, i)).strip());
    }
    return error.name() + "(" + String.join(", ", words) + ")";
  }

  private static String value(String type, byte[] data, int index) {
    if (data.length < SELECTOR + (index + 1) * WORD) {
      return "?";
    }
    BigInteger unsigned = word(data, index);
    if (type.startsWith("uint") || type.equals("bool")) {
      return unsigned.toString();
    }
    if (type.startsWith("int")) {
      return new BigInteger(raw(data, index)).toString();
    }
    if (type.equals("address")) {
      return Hex.data(Arrays.copyOfRange(raw(data, index), WORD - 20, WORD));
    }
    return Hex.data(raw(data, index));
  }

  private static BigInteger word(byte[] data, int index) {
    return data.length < SELECTOR + (index + 1) * WORD
        ? BigInteger.ZERO
        : new BigInteger(1, raw(data, index));
  }

  private static byte[] raw(byte[] data, int index) {
    return Arrays.copyOfRange(data, SELECTOR + index * WORD, SELECTOR + (index + 1) * WORD);
  }

  /**
   * The string of {@code Error(string)}: offset, length, bytes; other people's data, so bounded and
   * cleaned.
   */
  private static String text(byte[] data) {
    BigInteger length = word(data, 1);
    int start = SELECTOR + 2 * WORD;
    if (length.bitLength() > 16 || data.length < start + length.intValue()) {
      return "?";
    }
    int shown = Math.min(length.intValue(), 200);
    return new String(data, start, shown, StandardCharsets.US_ASCII).replaceAll("[^ -~]", "?");
  }

  private static Map<String, CustomError> load() {
    Map<String, CustomError> errors = new HashMap<>();
    for (Artifact.Contract contract : Artifact.Contract.values()) {
      for (JsonNode entry : Artifact.load(contract).abi()) {
        if (entry.required("type").stringValue().equals("error")) {
          List<Parameter> parameters = new ArrayList<>();
          for (JsonNode input : entry.required("inputs")) {
            parameters.add(
                new Parameter(
                    input.required("name").stringValue(), input.required("type").stringValue()));
          }
          CustomError error = new CustomError(entry.required("name").stringValue(), parameters);
          errors.put(selector(error), error);
        }
      }
    }
    return Map.copyOf(errors);
  }

  private static String selector(CustomError error) {
    List<String> types = error.parameters().stream().map(Parameter::type).toList();
    String signature = error.name() + "(" + String.join(",", types) + ")";
    return HexFormat.of().formatHex(Keccak.hash(signature).toByteArray(), 0, SELECTOR);
  }
}
