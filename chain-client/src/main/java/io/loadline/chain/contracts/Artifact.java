package io.loadline.chain.contracts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A compiled contract as it is checked in.
 *
 * @param abi its ABI, JSON
 */
public record Artifact(String name, JsonNode abi, String bytecode) {
  private static final JsonMapper MAPPER = new JsonMapper();

  /** The contracts that are deployed. */
  public enum Contract {
    GENERALIZED_COLLATERAL_MANAGER("GeneralizedCollateralManager"),
    OPERATOR_REGISTRY("OperatorRegistry"),
    OPTIONS_VENUE("OptionsVenue"),
    PERPETUALS_VENUE("PerpetualsVenue"),
    MARKET_FEED("MarketFeed"),
    COLLATERAL_TOKEN("CollateralToken");

    private final String file;

    Contract(String file) {
      this.file = file;
    }
  }

  public static Artifact load(Contract contract) {
    try (InputStream in = Artifact.class.getResourceAsStream(contract.file + ".json")) {
      if (in == null) {
        throw new IllegalStateException("the build lacks the artifact of " + contract.file);
      }
      JsonNode json = MAPPER.readTree(in.readAllBytes());
      return new Artifact(
          contract.file, json.required("abi"), json.required("bytecode").stringValue());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Bytes of a transaction that creates the contract. */
  byte[] creation(byte[] constructorArguments) {
    byte[] code = HexFormat.of().parseHex(bytecode, 2, bytecode.length());
    byte[] all = java.util.Arrays.copyOf(code, code.length + constructorArguments.length);
    System.arraycopy(constructorArguments, 0, all, code.length, constructorArguments.length);
    return all;
  }
}
