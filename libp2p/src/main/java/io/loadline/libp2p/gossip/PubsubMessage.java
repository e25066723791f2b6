package io.loadline.libp2p.gossip;

import io.loadline.libp2p.identity.PeerId;
import io.loadline.libp2p.identity.PublicKey;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a message on the wire; null where the sender left one out, which is not the same as
 * empty.
 *
 * @param from the author's peer id, as bytes
 * @param key the author's public key as protobuf; may be left out where the peer id holds it
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record PubsubMessage(
    String topic,
    byte[] data,
    byte @Nullable [] from,
    byte @Nullable [] seqno,
    byte @Nullable [] signature,
    byte @Nullable [] key) {
  private static final int SEQNO_BYTES = 8;

  static PubsubMessage unsigned(String topic, byte[] data) {
    return new PubsubMessage(topic, data, null, null, null, null);
  }

  /** Whether the right fields are there; says nothing of the signature. */
  boolean follows(SigningPolicy policy) {
    return switch (policy) {
      case STRICT_SIGN ->
          from != null && seqno != null && seqno.length == SEQNO_BYTES && signature != null;
      case STRICT_NO_SIGN -> from == null && seqno == null && signature == null && key == null;
    };
  }

  /** The author named; null if there is none or the bytes are no peer id. */
  @Nullable PeerId author() {
    return from == null ? null : PeerId.fromBytes(from);
  }

  /** The author's key: the one sent, if it is the author's, or the one in the peer id. */
  @Nullable PublicKey authorKey() {
    PeerId author = author();
    if (author == null) {
      return null;
    }
    PublicKey found = key == null ? author.publicKey() : PublicKey.decode(key);
    return found != null && PeerId.of(found).equals(author) ? found : null;
  }
}
