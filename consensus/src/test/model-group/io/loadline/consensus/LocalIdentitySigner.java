package io.loadline.consensus;

import java.util.Arrays;

/** An identity in the model: the address is the secret's hash, a signature binds it to a digest. */
public final class LocalIdentitySigner implements IdentitySigner {
  private final Address address;

  public LocalIdentitySigner(byte[] secretKey) {
    address = Address.of(Arrays.copyOfRange(Keccak.hash(secretKey).bytes(), 12, 32));
  }

  @Override
  public Address address() {
    return address;
  }

  @Override
  public RecoverableSignature sign(Digest digest) {
    return RecoverableSignature.model(address, digest);
  }
}
