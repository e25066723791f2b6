package io.loadline.libp2p.gossip;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Gives unsigned messages their id. All peers of a network must use the same function. */
public interface MessageIdFunction {
  MessageId idOf(String topic, byte[] data);

  /** The first 20 bytes of {@code SHA-256(domain || u32 length of topic || topic || data)}. */
  static MessageIdFunction contentHash(String domain) {
    byte[] domainBytes = domain.getBytes(StandardCharsets.UTF_8);
    return (topic, data) -> {
      byte[] topicBytes = topic.getBytes(StandardCharsets.UTF_8);
      MessageDigest sha256 = sha256();
      sha256.update(domainBytes);
      sha256.update(ByteBuffer.allocate(4).putInt(topicBytes.length).array());
      sha256.update(topicBytes);
      return new MessageId(Arrays.copyOf(sha256.digest(data), 20));
    };
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
