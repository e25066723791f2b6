package io.loadline.libp2p.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loadline.libp2p.identity.PeerId;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultiaddrTest {
  private static final String PEER = "12D3KooWBtg3aaRMjxwedh83aGiUkwSxDwUZkzuJcfaqUmo7R3pq";

  @ParameterizedTest
  @CsvSource({ // From the table of protocol codes: 4, 6, 41, 53, 54, 273, 461.
    "/ip4/127.0.0.1/tcp/4001,047f000001060fa1",
    "/ip4/1.2.3.4/udp/443/quic-v1,0401020304910201bbcd03",
    "/ip6/::1/tcp/80,2900000000000000000000000000000001060050",
    "/dns4/example.org/tcp/9,360b6578616d706c652e6f7267060009",
    "/dns/a/tcp/65535,35016106ffff",
  })
  void textAndBytesNameTheSameAddress(String text, String hex) {
    Multiaddr address = Multiaddr.of(text);
    byte[] bytes = HexFormat.of().parseHex(hex);

    assertThat(address.toBytes()).isEqualTo(bytes);
    assertThat(Multiaddr.fromBytes(bytes)).isEqualTo(address);
    assertThat(Multiaddr.of(address.toString())).isEqualTo(address);
    for (int length = 1; length < bytes.length; length++) {
      Multiaddr shorter = Multiaddr.fromBytes(Arrays.copyOf(bytes, length));
      assertThat(address).isNotEqualTo(shorter);
    }
  }

  @Test
  void thePeerIdStandsLast() {
    Multiaddr address = Multiaddr.of("/ip4/192.0.2.1/tcp/4001/p2p/" + PEER);

    assertThat(address.peerId()).isEqualTo(PeerId.fromString(PEER));
    assertThat(address.isTcp()).isTrue();
    assertThat(address.host()).isEqualTo("192.0.2.1");
    assertThat(address.port()).isEqualTo(4001);
    assertThat(address.withoutPeerId()).hasToString("/ip4/192.0.2.1/tcp/4001");
    assertThat(address.withoutPeerId().withPeerId(PeerId.fromString(PEER))).isEqualTo(address);
    assertThat(Multiaddr.of("/ip4/192.0.2.1/tcp/4001/ipfs/" + PEER)).isEqualTo(address);
    assertThat(Multiaddr.of("/p2p/" + PEER).isTcp()).isFalse();
  }

  @Test
  void aSocketGivesItsAddress() throws Exception {
    InetAddress address = InetAddress.getByAddress(new byte[] {10, 0, 0, 7});

    assertThat(Multiaddr.tcp(new InetSocketAddress(address, 1234)))
        .hasToString("/ip4/10.0.0.7/tcp/1234");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ip4/1.2.3.4",
        "/",
        "/ip4",
        "/ip4/1.2.3",
        "/ip4/256.1.1.1/tcp/1",
        "/ip4/1.2.3.4/tcp/65536",
        "/ip4/1.2.3.4/tcp/-1",
        "/ip4/1.2.3.4/tcp/x",
        "/ip6/1.2.3.4/tcp/1",
        "/ip6/:::1/tcp/1",
        "/dns4/bad name/tcp/1",
        "/carrier-pigeon/1",
        "/p2p/nobody",
        "/p2p/12D3KooWBtg3aaRMjxwedh83aGiUkwSxDwUZkzuJcfaqUmo7R3pq/tcp/1"
      })
  void badTextIsRefusedWithASentence(String text) {
    assertThatThrownBy(() -> Multiaddr.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("not a multiaddr");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "8104",
        "06",
        "04010203",
        "35ffff7f61",
        "a503022400",
        "ff7f",
        "84000102030405"
      })
  void badBytesAreNoAddress(String hex) {
    assertThat(Multiaddr.fromBytes(HexFormat.of().parseHex(hex))).isNull();
  }

  @Test
  void moreBytesThanAllowedAreNoAddress() {
    byte[] many = new byte[Multiaddr.MAX_BYTES + 1];
    assertThat(Multiaddr.fromBytes(many)).isNull();
  }
}
