package io.loadline.libp2p.multistream;

import io.loadline.libp2p.protobuf.MalformedMessage;
import io.loadline.libp2p.protobuf.Varint;
import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One side of one negotiation. Takes exactly its own bytes from the buffer and leaves the rest. */
public final class Negotiator {
  private static final String HEADER = "/multistream/1.0.0";
  private static final String NOT_AVAILABLE = "na";
  private static final int MAX_LINE_BYTES = 1024;
  private static final int MAX_PROPOSALS = 50;

  private final List<String> proposals;
  private final Predicate<String> supported;
  private final boolean dialer;
  private boolean headerSeen;
  private int count;

  private Negotiator(boolean dialer, List<String> proposals, Predicate<String> supported) {
    this.dialer = dialer;
    this.proposals = List.copyOf(proposals);
    this.supported = supported;
  }

  /** Proposes the protocols one after the other until one is taken. */
  public static Negotiator dialer(List<String> proposals) {
    if (proposals.isEmpty()) {
      throw new IllegalArgumentException("nothing to propose");
    }
    return new Negotiator(true, proposals, _ -> false);
  }

  /** Takes the first proposal that is supported. */
  public static Negotiator listener(Predicate<String> supported) {
    return new Negotiator(false, List.of(), supported);
  }

  /** What this side sends before it has read anything. */
  public byte[] opening() {
    return dialer ? lines(HEADER, proposals.getFirst()) : lines(HEADER);
  }

  /** Goes on with what has arrived; answers go to {@code out}. */
  public Negotiation feed(ByteBuf in, Consumer<byte[]> out) {
    try {
      for (String line = readLine(in); line != null; line = readLine(in)) {
        Negotiation next = dialer ? answered(line, out) : proposed(line, out);
        if (!(next instanceof Negotiation.Pending)) {
          return next;
        }
      }
      return new Negotiation.Pending();
    } catch (MalformedMessage malformed) {
      return new Negotiation.Failed(String.valueOf(malformed.getMessage()));
    }
  }

  private Negotiation answered(String line, Consumer<byte[]> out) {
    if (!headerSeen) {
      return header(line);
    }
    String proposal = proposals.get(count);
    if (line.equals(proposal)) {
      return new Negotiation.Selected(proposal);
    }
    if (!line.equals(NOT_AVAILABLE)) {
      return new Negotiation.Failed("neither the proposal nor 'na'");
    }
    count++;
    if (count == proposals.size()) {
      return new Negotiation.Failed("peer speaks none of " + proposals);
    }
    out.accept(lines(proposals.get(count)));
    return new Negotiation.Pending();
  }

  private Negotiation proposed(String line, Consumer<byte[]> out) {
    if (!headerSeen) {
      return header(line);
    }
    if (supported.test(line)) {
      out.accept(lines(line));
      return new Negotiation.Selected(line);
    }
    count++;
    if (count == MAX_PROPOSALS) {
      return new Negotiation.Failed("too many proposals");
    }
    out.accept(lines(NOT_AVAILABLE));
    return new Negotiation.Pending();
  }

  private Negotiation header(String line) {
    headerSeen = true;
    return line.equals(HEADER)
        ? new Negotiation.Pending()
        : new Negotiation.Failed("not multistream-select 1.0");
  }

  private static @Nullable String readLine(ByteBuf in) throws MalformedMessage {
    int start = in.readerIndex();
    long length = Varint.read(in, MAX_LINE_BYTES);
    if (length == Varint.INCOMPLETE) {
      return null;
    }
    if (length < 1) {
      throw new MalformedMessage("line length");
    }
    if (in.readableBytes() < length) {
      in.readerIndex(start);
      return null;
    }
    byte[] line = new byte[(int) length];
    in.readBytes(line);
    if (line[line.length - 1] != '\n') {
      throw new MalformedMessage("line without its end");
    }
    return new String(line, 0, line.length - 1, StandardCharsets.UTF_8);
  }

  private static byte[] lines(String... texts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String text : texts) {
      out.writeBytes(Varint.prefixed((text + "\n").getBytes(StandardCharsets.UTF_8)));
    }
    return out.toByteArray();
  }
}
