package io.loadline.node.config;

import io.loadline.consensus.Digest;
import io.loadline.libp2p.identity.PublicKey;
import io.loadline.risk.bytes.AbiEncoder;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.bytes.Keccak;
import io.loadline.risk.report.Eip712Domain;

/** The EIP-712 message by which an identity names its peer key, docs/formats.md section 2. */
public final class PeerBindings {
  private static final Bytes32 TYPE = Keccak.hash("PeerBinding(bytes32 peer)");

  private PeerBindings() {}

  /** What the identity signs. */
  public static Digest digest(Bytes32 networkId, PublicKey peerKey) {
    Bytes32 structHash =
        new AbiEncoder().bytes32(TYPE).bytes32(Keccak.hash(peerKey.encode())).hash();
    return Digest.of(Eip712Domain.digest(networkId, structHash).toByteArray());
  }

  /** Whether the entry's identity signed for its peer key. */
  public static boolean isSigned(PeerEntry entry, Bytes32 networkId) {
    return entry
        .binding()
        .recover(digest(networkId, entry.peerKey()))
        .filter(entry.identity()::equals)
        .isPresent();
  }
}
