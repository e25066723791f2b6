package io.loadline.node.keys;

import io.loadline.consensus.Bytes;
import io.loadline.node.OperatorException;
import io.loadline.node.keys.SecretCipher.Derivation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The file form: Web3 Secret Storage version 3, which wallets read and write, with one more member
 * {@code loadline} for the kind and the public name. A wallet's own file, without that member,
 * serves where an identity or transmitter key is expected; its {@code address} is the public name.
 */
final class KeyFileJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MAX_PBKDF2_ITERATIONS = 10_000_000;

  private KeyFileJson() {}

  static byte[] write(KeyFile key) {
    SecretCipher.Sealed sealed = key.content().parts();
    ObjectNode root = JSON.createObjectNode();
    root.put("version", 3);
    root.put("id", UUID.randomUUID().toString());
    ObjectNode loadline = root.putObject("loadline");
    loadline.put("kind", key.kind().label());
    loadline.put("publicName", key.publicName());
    if (key.publicName().matches("0x[0-9a-f]{40}")) {
      root.put("address", key.publicName().substring(2));
    }
    ObjectNode crypto = root.putObject("crypto");
    crypto.put("cipher", "aes-128-ctr");
    crypto.putObject("cipherparams").put("iv", hex(sealed.iv()));
    crypto.put("ciphertext", hex(sealed.ciphertext()));
    ObjectNode parameters = crypto.putObject("kdfparams");
    parameters.put("dklen", 32);
    switch (sealed.derivation()) {
      case Derivation.Scrypt(ScryptCost cost, Bytes salt) -> {
        crypto.put("kdf", "scrypt");
        parameters.put("n", cost.n()).put("p", cost.p()).put("r", cost.r());
        parameters.put("salt", hex(salt));
      }
      case Derivation.Pbkdf2(int iterations, Bytes salt) -> {
        crypto.put("kdf", "pbkdf2");
        parameters.put("c", iterations).put("prf", "hmac-sha256").put("salt", hex(salt));
      }
    }
    crypto.put("mac", hex(sealed.mac()));
    return (JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  static KeyFile read(Path file, byte[] content, Optional<KeyKind> expected) {
    try {
      JsonNode root = JSON.readTree(content);
      require(root.path("version").asInt(0) == 3, "version is not 3");
      SealedSecret secret = new SealedSecret(sealed(root.path("crypto")));
      JsonNode loadline = root.path("loadline");
      if (loadline.isMissingNode() && expected.filter(KeyFileJson::isWalletKind).isPresent()) {
        String address = text(root, "address").toLowerCase(Locale.ROOT);
        String publicName = address.startsWith("0x") ? address : "0x" + address;
        return new KeyFile(file, expected.get(), publicName, secret);
      }
      KeyKind kind =
          KeyKind.ofLabel(text(loadline, "kind"))
              .orElseThrow(() -> new IllegalArgumentException("loadline.kind is unknown"));
      return new KeyFile(file, kind, text(loadline, "publicName"), secret);
    } catch (JacksonException | IllegalArgumentException e) {
      String why = e instanceof JacksonException json ? json.getOriginalMessage() : e.getMessage();
      throw new OperatorException.KeyFile(
          file,
          "is not a key file that can be read: " + why,
          "Restore it from its backup, or make a new one with: loadline keys create.");
    }
  }

  private static boolean isWalletKind(KeyKind kind) {
    return kind == KeyKind.IDENTITY || kind == KeyKind.TRANSMITTER;
  }

  private static SecretCipher.Sealed sealed(JsonNode crypto) {
    require(text(crypto, "cipher").equals("aes-128-ctr"), "crypto.cipher is not aes-128-ctr");
    JsonNode parameters = crypto.path("kdfparams");
    require(parameters.path("dklen").asInt(0) == 32, "crypto.kdfparams.dklen is not 32");
    Bytes salt = bytes(parameters, "salt");
    Derivation derivation =
        switch (text(crypto, "kdf")) {
          case "scrypt" ->
              new Derivation.Scrypt(
                  new ScryptCost(
                      parameters.path("n").asInt(0),
                      parameters.path("r").asInt(0),
                      parameters.path("p").asInt(0)),
                  salt);
          case "pbkdf2" -> pbkdf2(parameters, salt);
          default -> throw new IllegalArgumentException("crypto.kdf is neither scrypt nor pbkdf2");
        };
    Bytes iv = bytes(crypto.path("cipherparams"), "iv");
    require(iv.size() == 16, "crypto.cipherparams.iv has not 16 bytes");
    Bytes ciphertext = bytes(crypto, "ciphertext");
    require(ciphertext.size() == Secret.LENGTH, "crypto.ciphertext has not 32 bytes");
    return new SecretCipher.Sealed(derivation, iv, ciphertext, bytes(crypto, "mac"));
  }

  private static Derivation pbkdf2(JsonNode parameters, Bytes salt) {
    int iterations = parameters.path("c").asInt(0);
    require(iterations > 0 && iterations <= MAX_PBKDF2_ITERATIONS, "crypto.kdfparams.c");
    require(text(parameters, "prf").equals("hmac-sha256"), "crypto.kdfparams.prf");
    return new Derivation.Pbkdf2(iterations, salt);
  }

  private static String text(JsonNode parent, String name) {
    JsonNode value = parent.path(name);
    require(value.isString(), name + " is missing");
    return value.stringValue();
  }

  private static Bytes bytes(JsonNode parent, String name) {
    return Bytes.fromHex(text(parent, name));
  }

  private static String hex(Bytes bytes) {
    return HexFormat.of().formatHex(bytes.toArray());
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
