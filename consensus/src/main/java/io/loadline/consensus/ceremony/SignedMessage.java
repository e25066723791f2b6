package io.loadline.consensus.ceremony;

import io.loadline.consensus.Bytes;
import io.loadline.consensus.Digest;
import io.loadline.consensus.RecoverableSignature;

/**
 * A message with its author's signature. Its name is the hash of its payload, author included and
 * signature left out, for one payload may have many signatures.
 *
 * @param author participant number
 * @param message what is said
 * @param payload the signed bytes
 * @param content keccak256 of the payload
 * @param signature by the author's identity key
 */
public record SignedMessage(
    int author,
    CeremonyMessage message,
    Bytes payload,
    Digest content,
    RecoverableSignature signature) {
  /** The message with its payload and name worked out. */
  public static SignedMessage of(
      int author, CeremonyMessage message, RecoverableSignature signature) {
    Bytes payload = CeremonyCodec.payload(author, message);
    return new SignedMessage(author, message, payload, payload.keccak(), signature);
  }
}
