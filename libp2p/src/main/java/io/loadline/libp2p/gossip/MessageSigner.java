package io.loadline.libp2p.gossip;

import io.loadline.libp2p.identity.PeerKey;
import io.loadline.libp2p.identity.PublicKey;
import io.loadline.libp2p.protobuf.ProtoWriter;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.LongSupplier;

/** Signs own messages, and checks those of others. Thread-safe. */
final class MessageSigner {
  private static final byte[] PREFIX = "libp2p-pubsub:".getBytes(StandardCharsets.US_ASCII);

  private final PeerKey key;
  private final LongSupplier epochNanos;
  private long lastSeqno;

  MessageSigner(PeerKey key, LongSupplier epochNanos) {
    this.key = key;
    this.epochNanos = epochNanos;
  }

  /**
   * A message of ours. Sequence numbers rise, also over a restart. The key is always sent: some
   * peers want it even where the peer id holds it; it is not part of what is signed.
   */
  PubsubMessage sign(String topic, byte[] data) {
    byte[] from = key.peerId().toBytes();
    byte[] seqno = ByteBuffer.allocate(Long.BYTES).putLong(nextSeqno()).array();
    byte[] publicKey = key.publicKey().encode();
    PubsubMessage bare = new PubsubMessage(topic, data, from, seqno, null, null);
    byte[] signature = key.sign(withPrefix(encode(bare)));
    return new PubsubMessage(topic, data, from, seqno, signature, publicKey);
  }

  private synchronized long nextSeqno() {
    lastSeqno = Math.max(lastSeqno + 1, epochNanos.getAsLong());
    return lastSeqno;
  }

  /** Whether the author named has signed it. Costs up to a millisecond for long RSA keys. */
  static boolean isAuthentic(PubsubMessage message, byte[] signedBytes) {
    PublicKey author = message.authorKey();
    byte[] signature = message.signature();
    return author != null && signature != null && author.verify(withPrefix(signedBytes), signature);
  }

  /** The fields that are there, in the order of their numbers. */
  static byte[] encode(PubsubMessage message) {
    ProtoWriter out = new ProtoWriter();
    if (message.from() != null) {
      out.bytes(1, message.from());
    }
    out.bytes(2, message.data());
    if (message.seqno() != null) {
      out.bytes(3, message.seqno());
    }
    out.string(4, message.topic());
    if (message.signature() != null) {
      out.bytes(5, message.signature());
    }
    if (message.key() != null) {
      out.bytes(6, message.key());
    }
    return out.toByteArray();
  }

  private static byte[] withPrefix(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(PREFIX.length + bytes.length);
    out.writeBytes(PREFIX);
    out.writeBytes(Objects.requireNonNull(bytes));
    return out.toByteArray();
  }
}
