package io.loadline.consensus.agreement;

import io.loadline.consensus.Address;
import io.loadline.consensus.Digest;
import io.loadline.consensus.RecoverableSignature;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers whom signatures recover to. Votes come again in certificates and justifications, and a
 * recovery costs more than everything else about a message.
 */
final class RecoveredSigners {
  private static final int REMEMBERED = 8_192;

  private record Signed(Digest digest, RecoverableSignature signature) {}

  private final Map<Signed, Optional<Address>> known =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Signed, Optional<Address>> eldest) {
          return size() > REMEMBERED;
        }
      };

  Optional<Address> of(Digest digest, RecoverableSignature signature) {
    Signed signed = new Signed(digest, signature);
    synchronized (known) {
      Optional<Address> address = known.get(signed);
      if (address != null) {
        return address;
      }
    }
    Optional<Address> recovered = signature.recover(digest);
    synchronized (known) {
      known.put(signed, recovered);
    }
    return recovered;
  }
}
