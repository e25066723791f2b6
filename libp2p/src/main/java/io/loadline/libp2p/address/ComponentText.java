package io.loadline.libp2p.address;

import io.loadline.libp2p.identity.PeerId;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values of single address components between text and bytes. Never resolves a name. */
final class ComponentText {
  private static final Pattern IP4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern IP6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
  private static final Pattern NAME = Pattern.compile("[0-9a-zA-Z._-]{1,253}");
  private static final Pattern ZONE = Pattern.compile("[0-9a-zA-Z._-]{1,32}");
  private static final Pattern PORT = Pattern.compile("\\d{1,5}");
  private static final int MAX_HASH_BYTES = 80;

  private ComponentText() {}

  static byte @Nullable [] parse(AddressProtocol protocol, String text) {
    byte[] value =
        switch (protocol) {
          case IP4 -> IP4.matcher(text).matches() ? address(text, 4) : null;
          case IP6 -> IP6.matcher(text).matches() ? address(text, 16) : null;
          case TCP, UDP -> port(text);
          case P2P -> peer(text);
          case CERTHASH -> hex(text);
          case DNS, DNS4, DNS6, DNSADDR, IP6ZONE -> text.getBytes(StandardCharsets.US_ASCII);
          case CIRCUIT, TLS, QUIC, QUIC_V1, WEBTRANSPORT, WS, WSS, WEBRTC_DIRECT -> new byte[0];
        };
    return value != null && isValid(protocol, value) ? value : null;
  }

  static boolean isValid(AddressProtocol protocol, byte[] value) {
    return switch (protocol) {
      case IP4 -> value.length == 4;
      case IP6 -> value.length == 16;
      case TCP, UDP -> value.length == 2;
      case DNS, DNS4, DNS6, DNSADDR -> matches(NAME, value);
      case IP6ZONE -> matches(ZONE, value);
      case P2P -> PeerId.fromBytes(value) != null;
      case CERTHASH -> value.length > 0 && value.length <= MAX_HASH_BYTES;
      case CIRCUIT, TLS, QUIC, QUIC_V1, WEBTRANSPORT, WS, WSS, WEBRTC_DIRECT -> value.length == 0;
    };
  }

  static String format(AddressProtocol protocol, byte[] value) {
    return switch (protocol) {
      case IP4, IP6 -> formatAddress(value);
      case TCP, UDP -> Integer.toString(((value[0] & 0xff) << 8) | (value[1] & 0xff));
      case P2P -> String.valueOf(PeerId.fromBytes(value));
      case CERTHASH -> "f" + HexFormat.of().formatHex(value);
      case DNS, DNS4, DNS6, DNSADDR, IP6ZONE -> new String(value, StandardCharsets.US_ASCII);
      case CIRCUIT, TLS, QUIC, QUIC_V1, WEBTRANSPORT, WS, WSS, WEBRTC_DIRECT -> "";
    };
  }

  private static byte @Nullable [] address(String text, int size) {
    try {
      byte[] bytes = InetAddress.getByName(text).getAddress(); // A literal: the pattern saw to it.
      if (size == 16 && bytes.length == 4) {
        byte[] mapped = new byte[16]; // Java shortens ::ffff:a.b.c.d.
        mapped[10] = mapped[11] = (byte) 0xff;
        System.arraycopy(bytes, 0, mapped, 12, 4);
        return mapped;
      }
      return bytes.length == size ? bytes : null;
    } catch (UnknownHostException _) {
      return null;
    }
  }

  private static String formatAddress(byte[] value) {
    try {
      return value.length == 16
          ? Inet6Address.getByAddress(null, value, -1).getHostAddress()
          : InetAddress.getByAddress(value).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has 4 or 16 bytes", e);
    }
  }

  private static byte @Nullable [] port(String text) {
    int port = PORT.matcher(text).matches() ? Integer.parseInt(text) : -1;
    return port >= 0 && port <= 0xffff ? new byte[] {(byte) (port >> 8), (byte) port} : null;
  }

  private static byte @Nullable [] peer(String text) {
    PeerId id = PeerId.parse(text);
    return id == null ? null : id.toBytes();
  }

  /** Certificate hashes are written here in multibase {@code f} (hex); others are not read. */
  private static byte @Nullable [] hex(String text) {
    try {
      return text.startsWith("f") ? HexFormat.of().parseHex(text.substring(1)) : null;
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  private static boolean matches(Pattern pattern, byte[] value) {
    return pattern.matcher(new String(value, StandardCharsets.ISO_8859_1)).matches();
  }
}
