package io.loadline.libp2p.noise;

import io.loadline.libp2p.identity.PeerId;
import io.loadline.libp2p.identity.PeerKey;
import io.loadline.libp2p.identity.PublicKey;
import io.loadline.libp2p.protobuf.MalformedMessage;
import io.loadline.libp2p.protobuf.ProtoReader;
import io.loadline.libp2p.protobuf.ProtoWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What each side sends inside the handshake: its identity, proven over its Noise key, and the
 * muxers it knows.
 *
 * @param muxers empty if the peer sent no list, as older peers do
 */
record HandshakePayload(PeerId peer, List<String> muxers) {
  private static final byte[] DOMAIN =
      "noise-libp2p-static-key:".getBytes(StandardCharsets.US_ASCII);
  private static final int MAX_KEY_BYTES = 2048;
  private static final int MAX_SIGNATURE_BYTES = 1024;
  private static final int MAX_MUXERS = 16;
  private static final int MAX_MUXER_BYTES = 128;

  static byte[] encode(PeerKey identity, byte[] noiseKey, List<String> muxers) {
    ProtoWriter extensions = new ProtoWriter();
    for (String muxer : muxers) {
      extensions.string(2, muxer);
    }
    return new ProtoWriter()
        .bytes(1, identity.publicKey().encode())
        .bytes(2, identity.sign(signedBytes(noiseKey)))
        .message(4, extensions)
        .toByteArray();
  }

  /** Reads a payload and verifies that its identity signed {@code noiseKey}. */
  static HandshakePayload decode(byte[] bytes, byte[] noiseKey) throws MalformedMessage {
    byte @Nullable [] keyBytes = null;
    byte @Nullable [] signature = null;
    List<String> muxers = List.of();
    ProtoReader reader = new ProtoReader(bytes);
    for (int field = reader.nextField(); field != 0; field = reader.nextField()) {
      switch (field) {
        case 1 -> keyBytes = reader.readBytes(MAX_KEY_BYTES);
        case 2 -> signature = reader.readBytes(MAX_SIGNATURE_BYTES);
        case 4 -> muxers = muxers(reader.readBytes(MAX_KEY_BYTES));
        default -> reader.skip();
      }
    }
    PublicKey key = keyBytes == null ? null : PublicKey.decode(keyBytes);
    if (key == null || signature == null || !key.verify(signedBytes(noiseKey), signature)) {
      throw new MalformedMessage("identity is not proven");
    }
    return new HandshakePayload(PeerId.of(key), muxers);
  }

  /** Older peers use the same field for something else: what does not parse is no list. */
  private static List<String> muxers(byte[] extensions) {
    List<String> muxers = new ArrayList<>();
    ProtoReader reader = new ProtoReader(extensions);
    try {
      for (int field = reader.nextField(); field != 0; field = reader.nextField()) {
        if (field == 2 && muxers.size() < MAX_MUXERS) {
          muxers.add(reader.readString(MAX_MUXER_BYTES));
        } else {
          reader.skip();
        }
      }
      return List.copyOf(muxers);
    } catch (MalformedMessage _) {
      return List.of();
    }
  }

  private static byte[] signedBytes(byte[] noiseKey) {
    byte[] bytes = new byte[DOMAIN.length + noiseKey.length];
    System.arraycopy(DOMAIN, 0, bytes, 0, DOMAIN.length);
    System.arraycopy(noiseKey, 0, bytes, DOMAIN.length, noiseKey.length);
    return bytes;
  }
}
