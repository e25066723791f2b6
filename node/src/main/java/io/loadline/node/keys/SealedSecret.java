package io.loadline.node.keys;

import java.util.Optional;

/** An encrypted secret; knows nothing of files. */
public final class SealedSecret {
  private final SecretCipher.Sealed sealed;

  SealedSecret(SecretCipher.Sealed sealed) {
    this.sealed = sealed;
  }

  /** Encrypts with fresh salt and counter. */
  public static SealedSecret seal(Secret secret, String password, ScryptCost cost) {
    return new SealedSecret(SecretCipher.seal(secret, password, cost));
  }

  /** Empty if the password is wrong or the content was changed. */
  public Optional<Secret> open(String password) {
    return SecretCipher.open(sealed, password);
  }

  SecretCipher.Sealed parts() {
    return sealed;
  }
}
