package io.loadline.libp2p.gossip;

import io.loadline.libp2p.identity.PeerId;
import io.loadline.libp2p.identity.PublicKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Gives messages their id. All peers of a network must use the same function; where they do not,
 * the mesh still delivers but IHAVE and IWANT miss. The functions that name the author are for
 * {@link SigningPolicy#STRICT_SIGN}.
 */
public interface MessageIdFunction {
  /** Called for messages that follow their topic's signing policy, on any thread. */
  MessageId idOf(PubsubMessage message);

  /** The first 20 bytes of {@code SHA-256(domain || u32 length of topic || topic || data)}. */
  static MessageIdFunction contentHash(String domain) {
    byte[] domainBytes = domain.getBytes(StandardCharsets.UTF_8);
    return message -> {
      byte[] topicBytes = message.topic().getBytes(StandardCharsets.UTF_8);
      MessageDigest sha256 = sha256();
      sha256.update(domainBytes);
      sha256.update(ByteBuffer.allocate(4).putInt(topicBytes.length).array());
      sha256.update(topicBytes);
      return new MessageId(Arrays.copyOf(sha256.digest(message.data()), 20));
    };
  }

  /** The author's id and the sequence number: the default of go-libp2p and jvm-libp2p. */
  static MessageIdFunction authorAndSeqno() {
    return message -> new MessageId(join(message.from(), message.seqno()));
  }

  /**
   * The author's key and the sequence number: the default of js-libp2p with signatures. An RSA key
   * is longer than an id may be, so messages of RSA authors get another id than js gives them.
   */
  static MessageIdFunction keyAndSeqno() {
    return message -> {
      PublicKey key = message.authorKey();
      byte[] id = join(key == null ? message.from() : key.encode(), message.seqno());
      return new MessageId(id.length > MessageId.MAX_BYTES ? sha256().digest(id) : id);
    };
  }

  /** The author's id and the sequence number, both as text: the default of rust-libp2p. */
  static MessageIdFunction authorAndSeqnoText() {
    return message -> {
      PeerId author = message.author();
      byte[] seqno = Objects.requireNonNullElse(message.seqno(), new byte[Long.BYTES]);
      String text = author + Long.toUnsignedString(ByteBuffer.wrap(seqno).getLong());
      return new MessageId(text.getBytes(StandardCharsets.US_ASCII));
    };
  }

  /** The SHA-256 of the data: the default of js-libp2p without signatures. */
  static MessageIdFunction dataHash() {
    return message -> new MessageId(sha256().digest(message.data()));
  }

  private static byte[] join(byte @Nullable [] author, byte @Nullable [] seqno) {
    byte[] first = Objects.requireNonNullElse(author, new byte[0]);
    byte[] second = Objects.requireNonNullElse(seqno, new byte[0]);
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
