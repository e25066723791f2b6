package io.loadline.libp2p.multistream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class NegotiatorTest {
  // From the multistream-select specification: length, text, line feed.
  private static final String HEADER = "\u0013/multistream/1.0.0\n";
  private static final String NA = "\u0003na\n";

  private final ByteArrayOutputStream answers = new ByteArrayOutputStream();

  private static String line(String text) {
    return (char) (text.length() + 1) + text + "\n";
  }

  private static ByteBuf bytes(String text) {
    return Unpooled.buffer().writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private Negotiation feed(Negotiator side, ByteBuf in) {
    return side.feed(in, answers::writeBytes);
  }

  private String answered() {
    return answers.toString(StandardCharsets.ISO_8859_1);
  }

  @Test
  void theListenerTakesAPipelinedProposalAndLeavesTheFirstData() {
    Negotiator listener = Negotiator.listener("/noise"::equals);
    ByteBuf in = bytes(HEADER + line("/noise") + "DATA");

    assertThat(new String(listener.opening(), StandardCharsets.ISO_8859_1)).isEqualTo(HEADER);
    assertThat(feed(listener, in)).isEqualTo(new Negotiation.Selected("/noise"));
    assertThat(answered()).isEqualTo(line("/noise"));
    assertThat(in.toString(StandardCharsets.US_ASCII)).isEqualTo("DATA");
  }

  @Test
  void theListenerSaysNaToWhatItDoesNotSpeakAndToLs() {
    Negotiator listener = Negotiator.listener("/b"::equals);

    assertThat(feed(listener, bytes(HEADER + line("/a") + line("ls") + line("/b"))))
        .isEqualTo(new Negotiation.Selected("/b"));
    assertThat(answered()).isEqualTo(NA + NA + line("/b"));
  }

  @Test
  void theDialerGoesThroughItsProposals() {
    Negotiator dialer = Negotiator.dialer(List.of("/a", "/b"));

    assertThat(new String(dialer.opening(), StandardCharsets.ISO_8859_1))
        .isEqualTo(HEADER + line("/a"));
    assertThat(feed(dialer, bytes(HEADER + NA))).isEqualTo(new Negotiation.Pending());
    assertThat(answered()).isEqualTo(line("/b"));
    assertThat(feed(dialer, bytes(line("/b")))).isEqualTo(new Negotiation.Selected("/b"));
  }

  @Test
  void noCommonProtocolFails() {
    Negotiator dialer = Negotiator.dialer(List.of("/a"));

    assertThat(feed(dialer, bytes(HEADER + NA))).isInstanceOf(Negotiation.Failed.class);
  }

  @Test
  void bytesMayArriveOneByOne() {
    Negotiator listener = Negotiator.listener("/noise"::equals);
    ByteBuf in = Unpooled.buffer();
    String all = HEADER + line("/noise");
    for (int i = 0; i < all.length() - 1; i++) {
      in.writeByte(all.charAt(i));
      assertThat(feed(listener, in)).isEqualTo(new Negotiation.Pending());
    }
    in.writeByte('\n');
    assertThat(feed(listener, in)).isEqualTo(new Negotiation.Selected("/noise"));
  }

  @Test
  void anotherFirstLineALineWithoutEndAndALongLineFail() {
    assertThat(feed(Negotiator.listener(_ -> true), bytes(line("/multistream/2.0.0"))))
        .isInstanceOf(Negotiation.Failed.class);
    assertThat(feed(Negotiator.listener(_ -> true), bytes("\u0003abc")))
        .isInstanceOf(Negotiation.Failed.class);
    assertThat(feed(Negotiator.listener(_ -> true), bytes("\u0000")))
        .isInstanceOf(Negotiation.Failed.class);
    assertThat(feed(Negotiator.listener(_ -> true), bytes("\u0081\u0008")))
        .as("1025 bytes announced")
        .isInstanceOf(Negotiation.Failed.class);
    assertThat(feed(Negotiator.dialer(List.of("/a")), bytes(HEADER + line("/b"))))
        .isInstanceOf(Negotiation.Failed.class);
  }

  @Test
  void endlessProposalsFail() {
    Negotiator listener = Negotiator.listener(_ -> false);
    assertThat(feed(listener, bytes(HEADER + line("/x").repeat(49))))
        .isEqualTo(new Negotiation.Pending());
    assertThat(feed(listener, bytes(line("/x")))).isInstanceOf(Negotiation.Failed.class);
  }
}
