package io.loadline.libp2p.noise;

import io.loadline.libp2p.protobuf.MalformedMessage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * {@code Noise_XX_25519_ChaChaPoly_SHA256}, three messages: {@code -> e}, {@code <- e, ee, s, es},
 * {@code -> s, se}. The two sides write and read in turn; after the third message both split.
 */
final class XxHandshake {
  private static final byte[] NAME =
      "Noise_XX_25519_ChaChaPoly_SHA256".getBytes(StandardCharsets.US_ASCII);
  private static final int KEY_BYTES = 32;

  private final SymmetricState symmetric = new SymmetricState(NAME);
  private final boolean initiator;
  private final NoiseKeyPair ownStatic;
  private final NoiseKeyPair ephemeral;
  private byte @Nullable [] remoteEphemeral;
  private byte @Nullable [] remoteStatic;
  private int message;

  XxHandshake(boolean initiator, NoiseKeyPair ownStatic, NoiseKeyPair ephemeral, byte[] prologue) {
    this.initiator = initiator;
    this.ownStatic = ownStatic;
    this.ephemeral = ephemeral;
    symmetric.mixHash(prologue);
  }

  boolean isMyTurn() {
    return message < 3 && initiator == (message % 2 == 0);
  }

  boolean isComplete() {
    return message == 3;
  }

  byte[] write(byte[] payload) throws MalformedMessage {
    if (!isMyTurn()) {
      throw new IllegalStateException("not our turn to write");
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (message < 2) {
      out.writeBytes(ephemeral.publicKey());
      symmetric.mixHash(ephemeral.publicKey());
    }
    if (message == 1) {
      mix(ephemeral, remoteEphemeral);
    }
    if (message > 0) {
      out.writeBytes(symmetric.encryptAndHash(ownStatic.publicKey()));
      mix(ownStatic, remoteEphemeral);
    }
    out.writeBytes(symmetric.encryptAndHash(payload));
    message++;
    return out.toByteArray();
  }

  byte[] read(byte[] bytes) throws MalformedMessage {
    if (isMyTurn() || isComplete()) {
      throw new IllegalStateException("not our turn to read");
    }
    int at = 0;
    if (message < 2) {
      remoteEphemeral = part(bytes, at, KEY_BYTES);
      symmetric.mixHash(remoteEphemeral);
      at += KEY_BYTES;
    }
    if (message == 1) {
      mix(ephemeral, remoteEphemeral);
    }
    if (message > 0) {
      int sealed = KEY_BYTES + CipherState.TAG_BYTES;
      remoteStatic = open(part(bytes, at, sealed));
      mix(ephemeral, remoteStatic);
      at += sealed;
    }
    byte[] payload = open(part(bytes, at, bytes.length - at));
    message++;
    return payload;
  }

  boolean knowsRemoteStatic() {
    return remoteStatic != null;
  }

  /** The peer's X25519 key, once it has sent it. */
  byte[] remoteStatic() {
    if (remoteStatic == null) {
      throw new IllegalStateException("the peer's static key has not arrived");
    }
    return remoteStatic.clone();
  }

  byte[] handshakeHash() {
    return symmetric.hash();
  }

  /** Sending key first, receiving key second. */
  CipherState[] split() {
    if (!isComplete()) {
      throw new IllegalStateException("the handshake is not complete");
    }
    CipherState[] keys = symmetric.split();
    return initiator ? keys : new CipherState[] {keys[1], keys[0]};
  }

  private void mix(NoiseKeyPair own, byte @Nullable [] remote) throws MalformedMessage {
    byte @Nullable [] shared = remote == null ? null : own.agree(remote);
    if (shared == null) {
      throw new MalformedMessage("key agreement gave zero");
    }
    symmetric.mixKey(shared);
  }

  private byte[] open(byte[] sealed) throws MalformedMessage {
    byte @Nullable [] plaintext = symmetric.decryptAndHash(sealed);
    if (plaintext == null) {
      throw new MalformedMessage("handshake message is not authentic");
    }
    return plaintext;
  }

  private static byte[] part(byte[] bytes, int at, int length) throws MalformedMessage {
    if (length < 0 || bytes.length - at < length) {
      throw new MalformedMessage("handshake message is too short");
    }
    return Arrays.copyOfRange(bytes, at, at + length);
  }
}
