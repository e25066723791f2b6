package io.loadline.node.keys;

import io.loadline.node.OperatorException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One secret in one file.
 *
 * @param publicName address, peer id or public share; for people, and compared when opened
 */
public record KeyFile(Path file, KeyKind kind, String publicName, SealedSecret content) {
  /** Makes a new file, mode 0600, whole or not at all; an existing file is never replaced. */
  public static KeyFile create(
      Path file, KeyKind kind, String publicName, Secret secret, String password, ScryptCost cost) {
    KeyFile made = new KeyFile(file, kind, publicName, SealedSecret.seal(secret, password, cost));
    try {
      PrivateFiles.create(file, KeyFileJson.write(made));
    } catch (FileAlreadyExistsException _) {
      throw new OperatorException.KeyFile(
          file, "there is a file already", "Choose another name; a key is never overwritten.");
    } catch (IOException e) {
      throw new OperatorException.KeyFile(
          file, "cannot be written: " + e.getMessage(), "Make the folder writable for this user.");
    }
    return made;
  }

  /** Reads what is public of a key file; checks who may read the file. */
  public static KeyFile read(Path file) {
    return KeyFileJson.read(file, PrivateFiles.read(file, "key file"), Optional.empty());
  }

  /** Reads a key file that must be of a kind. */
  public static KeyFile read(Path file, KeyKind expected) {
    KeyFile found =
        KeyFileJson.read(file, PrivateFiles.read(file, "key file"), Optional.of(expected));
    if (found.kind() != expected) {
      throw new OperatorException.KeyFile(
          file,
          "holds a key of kind "
              + found.kind().label()
              + " where one of kind "
              + expected.label()
              + " belongs",
          "Point keys." + expected.label() + " to the right file.");
    }
    return found;
  }

  /** What a guess at its password costs. */
  public ScryptCost cost() {
    return switch (content.parts().derivation()) {
      case SecretCipher.Derivation.Scrypt(var cost, _) -> cost;
      case SecretCipher.Derivation.Pbkdf2 _ -> ScryptCost.STANDARD;
    };
  }

  /** Decrypts the secret. Takes about a second with standard cost. */
  public Secret open(String password) {
    return content
        .open(password)
        .orElseThrow(() ->
            new OperatorException.KeyFile(
                file,
                "the password does not open it, or the file was changed",
                "Check the password file, or restore the key file from its backup."));
  }
}
