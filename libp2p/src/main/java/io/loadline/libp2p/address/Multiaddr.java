package io.loadline.libp2p.address;

import io.loadline.libp2p.identity.PeerId;
import io.loadline.libp2p.protobuf.Varint;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A self-describing network address such as {@code /ip4/192.0.2.1/tcp/4001/p2p/12D3Koo…}. */
public final class Multiaddr {
  /** Longest address read from a peer or from text. */
  public static final int MAX_BYTES = 512;

  private static final int MAX_COMPONENTS = 16;

  private final List<Component> components;

  @SuppressWarnings("ArrayRecordComponent") // Never compared, never handed out.
  private record Component(AddressProtocol protocol, byte[] value) {}

  private Multiaddr(List<Component> components) {
    this.components = List.copyOf(components);
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException with a sentence on what is wrong
   */
  public static Multiaddr of(String text) {
    if (!text.startsWith("/") || text.length() > MAX_BYTES) {
      throw new IllegalArgumentException("not a multiaddr: '" + text + "' must start with '/'");
    }
    String[] words = text.substring(1).split("/", -1);
    int used =
        words.length > 1 && words[words.length - 1].isEmpty() ? words.length - 1 : words.length;
    List<Component> components = new ArrayList<>();
    for (int i = 0; i < used; i++) {
      AddressProtocol protocol = AddressProtocol.ofText(words[i]);
      if (protocol == null) {
        throw new IllegalArgumentException(
            "not a multiaddr: unknown protocol '" + words[i] + "' in '" + text + "'");
      }
      byte[] value = {};
      if (protocol.size() != 0) {
        i++;
        byte @Nullable [] parsed = i < used ? ComponentText.parse(protocol, words[i]) : null;
        if (parsed == null) {
          throw new IllegalArgumentException(
              "not a multiaddr: bad value after '/" + protocol.text() + "' in '" + text + "'");
        }
        value = parsed;
      }
      components.add(new Component(protocol, value));
    }
    if (!isWellFormed(components)) {
      throw new IllegalArgumentException(
          "not a multiaddr: '/p2p/…' must come last in '" + text + "'");
    }
    return new Multiaddr(components);
  }

  /** Reads the binary form; null if it is malformed or names a protocol not known here. */
  public static @Nullable Multiaddr fromBytes(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      return null;
    }
    ByteBuf in = Unpooled.wrappedBuffer(bytes);
    List<Component> components = new ArrayList<>();
    while (in.isReadable()) {
      AddressProtocol protocol = AddressProtocol.ofCode(Varint.read(in, Integer.MAX_VALUE));
      if (protocol == null) {
        return null;
      }
      long size = protocol.size();
      if (size == AddressProtocol.LENGTH_PREFIXED) {
        size = Varint.read(in, MAX_BYTES);
      }
      if (size < 0 || size > in.readableBytes()) {
        return null;
      }
      byte[] value = new byte[(int) size];
      in.readBytes(value);
      if (!ComponentText.isValid(protocol, value)) {
        return null;
      }
      components.add(new Component(protocol, value));
    }
    return isWellFormed(components) ? new Multiaddr(components) : null;
  }

  /** The address of a TCP socket. */
  public static Multiaddr tcp(InetSocketAddress socket) {
    InetAddress address = socket.getAddress();
    AddressProtocol family =
        address instanceof Inet4Address ? AddressProtocol.IP4 : AddressProtocol.IP6;
    int port = socket.getPort();
    return new Multiaddr(
        List.of(
            new Component(family, address.getAddress()),
            new Component(AddressProtocol.TCP, new byte[] {(byte) (port >> 8), (byte) port})));
  }

  private static boolean isWellFormed(List<Component> components) {
    if (components.isEmpty() || components.size() > MAX_COMPONENTS) {
      return false;
    }
    for (int i = 0; i < components.size() - 1; i++) {
      boolean isRelay = components.get(i + 1).protocol == AddressProtocol.CIRCUIT;
      if (components.get(i).protocol == AddressProtocol.P2P && !isRelay) {
        return false;
      }
    }
    return true;
  }

  /** The peer that the address ends with, or null. */
  public @Nullable PeerId peerId() {
    Component last = components.getLast();
    return last.protocol == AddressProtocol.P2P ? PeerId.fromBytes(last.value) : null;
  }

  /** The same address for that peer. */
  public Multiaddr withPeerId(PeerId peer) {
    List<Component> copy = new ArrayList<>(withoutPeerId().components);
    copy.add(new Component(AddressProtocol.P2P, peer.toBytes()));
    return new Multiaddr(copy);
  }

  public Multiaddr withoutPeerId() {
    boolean named = components.getLast().protocol == AddressProtocol.P2P && components.size() > 1;
    return named ? new Multiaddr(components.subList(0, components.size() - 1)) : this;
  }

  /** Whether it is a host and a TCP port, perhaps with a peer id, and nothing else. */
  public boolean isTcp() {
    List<Component> rest = withoutPeerId().components;
    return rest.size() == 2
        && rest.get(1).protocol == AddressProtocol.TCP
        && switch (rest.get(0).protocol) {
          case IP4, IP6, DNS, DNS4, DNS6 -> true;
          default -> false;
        };
  }

  /** IP literal or name of a {@link #isTcp} address. */
  public String host() {
    Component first = components.getFirst();
    return ComponentText.format(first.protocol, first.value);
  }

  /** Port of a {@link #isTcp} address. */
  public int port() {
    byte[] value = components.get(1).value;
    return ((value[0] & 0xff) << 8) | (value[1] & 0xff);
  }

  public byte[] toBytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Component component : components) {
      Varint.write(out, component.protocol.code());
      if (component.protocol.size() == AddressProtocol.LENGTH_PREFIXED) {
        Varint.write(out, component.value.length);
      }
      out.writeBytes(component.value);
    }
    return out.toByteArray();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Multiaddr address && Arrays.equals(address.toBytes(), toBytes());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(toBytes());
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Component component : components) {
      text.append('/').append(component.protocol.text());
      if (component.protocol.size() != 0) {
        text.append('/').append(ComponentText.format(component.protocol, component.value));
      }
    }
    return text.toString();
  }
}
