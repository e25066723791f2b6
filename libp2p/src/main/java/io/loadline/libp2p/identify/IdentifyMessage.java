package io.loadline.libp2p.identify;

import io.loadline.libp2p.address.Multiaddr;
import io.loadline.libp2p.identity.PublicKey;
import io.loadline.libp2p.protobuf.MalformedMessage;
import io.loadline.libp2p.protobuf.ProtoReader;
import io.loadline.libp2p.protobuf.ProtoWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The Identify message; what a peer left out is null or empty. */
public record IdentifyMessage(
    @Nullable PublicKey publicKey,
    List<Multiaddr> listenAddresses,
    List<String> protocols,
    @Nullable Multiaddr observedAddress,
    @Nullable String protocolVersion,
    @Nullable String agentVersion) {
  public static final String PROTOCOL = "/ipfs/id/1.0.0";
  public static final String PUSH_PROTOCOL = "/ipfs/id/push/1.0.0";
  public static final int MAX_MESSAGE_BYTES = 8 * 1024;

  /** A peer may send its message in several parts. */
  public static final int MAX_PARTS = 10;

  private static final int MAX_KEY_BYTES = 2048;
  private static final int MAX_PROTOCOLS = 128;
  private static final int MAX_ADDRESSES = 64;
  private static final int MAX_TEXT_BYTES = 128;

  public static final IdentifyMessage EMPTY =
      new IdentifyMessage(null, List.of(), List.of(), null, null, null);

  public byte[] encode() {
    ProtoWriter out = new ProtoWriter();
    if (publicKey != null) {
      out.bytes(1, publicKey.encode());
    }
    listenAddresses.forEach(address -> out.bytes(2, address.toBytes()));
    protocols.forEach(protocol -> out.string(3, protocol));
    if (observedAddress != null) {
      out.bytes(4, observedAddress.toBytes());
    }
    if (protocolVersion != null) {
      out.string(5, protocolVersion);
    }
    if (agentVersion != null) {
      out.string(6, agentVersion);
    }
    return out.toByteArray();
  }

  /** Reads one part over what is known already. Addresses of unknown kinds are skipped. */
  public IdentifyMessage merge(byte[] part) throws MalformedMessage {
    PublicKey key = publicKey;
    List<Multiaddr> addresses = new ArrayList<>();
    List<String> names = new ArrayList<>();
    Multiaddr observed = observedAddress;
    String version = protocolVersion;
    String agent = agentVersion;
    ProtoReader reader = new ProtoReader(part);
    for (int field = reader.nextField(); field != 0; field = reader.nextField()) {
      switch (field) {
        case 1 -> key = PublicKey.decode(reader.readBytes(MAX_KEY_BYTES));
        case 2 -> {
          Multiaddr address = Multiaddr.fromBytes(reader.readBytes(MAX_MESSAGE_BYTES));
          if (address != null && addresses.size() < MAX_ADDRESSES) {
            addresses.add(address);
          }
        }
        case 3 -> {
          if (names.size() == MAX_PROTOCOLS) {
            throw new MalformedMessage("more than " + MAX_PROTOCOLS + " protocols");
          }
          names.add(reader.readString(MAX_TEXT_BYTES));
        }
        case 4 -> observed = Multiaddr.fromBytes(reader.readBytes(MAX_MESSAGE_BYTES));
        case 5 -> version = reader.readString(MAX_TEXT_BYTES);
        case 6 -> agent = reader.readString(MAX_TEXT_BYTES);
        default -> reader.skip();
      }
    }
    return new IdentifyMessage(
        key,
        addresses.isEmpty() ? listenAddresses : List.copyOf(addresses),
        names.isEmpty() ? protocols : List.copyOf(names),
        observed,
        version,
        agent);
  }
}
