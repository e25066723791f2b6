package io.loadline.libp2p.gossip;

import io.loadline.libp2p.protobuf.MalformedMessage;
import io.loadline.libp2p.protobuf.ProtoReader;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decodes one RPC; every count is checked while decoding, so that a short RPC cannot cost much. */
final class RpcReader {
  static final int MAX_SUBSCRIPTIONS = 1_000;
  static final int MAX_PUBLICATIONS = 1_000;
  static final int MAX_CONTROL_ENTRIES = 1_000;
  static final int MAX_IDS = 10_000;
  static final int MAX_TOPIC_BYTES = 256;

  /** Of author, sequence number, signature and key; an RSA key of 8192 bits fits. */
  private static final int MAX_FIELD_BYTES = 2_048;

  private static final byte[] NOTHING = {};

  private final int maxMessageBytes;
  private final List<Rpc.Subscription> subscriptions = new ArrayList<>();
  private final List<Rpc.Publication> publications = new ArrayList<>();
  private final List<Rpc.HaveIds> have = new ArrayList<>();
  private final List<MessageId> want = new ArrayList<>();
  private final List<String> graft = new ArrayList<>();
  private final List<Rpc.Prune> prune = new ArrayList<>();
  private final List<MessageId> dontWant = new ArrayList<>();
  private boolean extensions;
  private int idCount;
  private int controlEntries;

  private RpcReader(int maxMessageBytes) {
    this.maxMessageBytes = maxMessageBytes;
  }

  static Rpc read(byte[] bytes, int maxMessageBytes) throws MalformedMessage {
    RpcReader rpc = new RpcReader(maxMessageBytes);
    ProtoReader reader = new ProtoReader(bytes);
    for (int field = reader.nextField(); field != 0; field = reader.nextField()) {
      switch (field) {
        case 1 -> rpc.subscription(reader.readMessage());
        case 2 -> rpc.publication(reader.readMessage());
        case 3 -> rpc.control(reader.readMessage());
        default -> reader.skip();
      }
    }
    return new Rpc(
        rpc.subscriptions,
        rpc.publications,
        rpc.have,
        rpc.want,
        rpc.graft,
        rpc.prune,
        rpc.dontWant,
        rpc.extensions);
  }

  private void subscription(ProtoReader reader) throws MalformedMessage {
    boolean subscribe = false;
    String topic = null;
    for (int field = reader.nextField(); field != 0; field = reader.nextField()) {
      switch (field) {
        case 1 -> subscribe = reader.readBool();
        case 2 -> topic = reader.readString(MAX_TOPIC_BYTES);
        default -> reader.skip();
      }
    }
    subscriptions.add(new Rpc.Subscription(subscribe, required(topic)));
    limit(subscriptions.size(), MAX_SUBSCRIPTIONS, "subscriptions");
  }

  private void publication(ProtoReader reader) throws MalformedMessage {
    byte[] raw = reader.rest();
    String topic = null;
    byte[] data = {};
    byte[] from = null;
    byte[] seqno = null;
    byte[] signature = null;
    byte[] key = null;
    for (int field = reader.nextField(); field != 0; field = reader.nextField()) {
      switch (field) {
        case 1 -> from = reader.readBytes(MAX_FIELD_BYTES);
        case 2 -> data = reader.readBytes(maxMessageBytes);
        case 3 -> seqno = reader.readBytes(MAX_FIELD_BYTES);
        case 4 -> {
          if (topic != null) {
            throw new MalformedMessage("message with two topics");
          }
          topic = reader.readString(MAX_TOPIC_BYTES);
        }
        case 5 -> signature = reader.readBytes(MAX_FIELD_BYTES);
        case 6 -> key = reader.readBytes(MAX_FIELD_BYTES);
        default -> reader.skip();
      }
    }
    PubsubMessage message = new PubsubMessage(required(topic), data, from, seqno, signature, key);
    boolean signed = signature != null;
    publications.add(
        new Rpc.Publication(
            message, signed ? raw : NOTHING, signed ? withoutSignature(raw) : NOTHING));
    limit(publications.size(), MAX_PUBLICATIONS, "messages");
  }

  /** Taken from the bytes that came, so that an encoding other than ours stays valid. */
  private static byte[] withoutSignature(byte[] raw) throws MalformedMessage {
    ByteArrayOutputStream out = new ByteArrayOutputStream(raw.length);
    ProtoReader reader = new ProtoReader(raw);
    for (int field = reader.nextField(); field != 0; field = reader.nextField()) {
      reader.skip();
      if (field != 5 && field != 6) {
        out.writeBytes(reader.lastField());
      }
    }
    return out.toByteArray();
  }

  private void control(ProtoReader reader) throws MalformedMessage {
    for (int field = reader.nextField(); field != 0; field = reader.nextField()) {
      limit(++controlEntries, MAX_CONTROL_ENTRIES, "control entries");
      switch (field) {
        case 1 -> have(reader.readMessage());
        case 2 -> ids(reader.readMessage(), want);
        case 3 -> graft(reader.readMessage());
        case 4 -> prune(reader.readMessage());
        case 5 -> ids(reader.readMessage(), dontWant);
        case 6 -> {
          extensions = true;
          reader.skip(); // None is spoken here.
        }
        default -> reader.skip();
      }
    }
  }

  private void have(ProtoReader reader) throws MalformedMessage {
    String topic = null;
    List<MessageId> announced = new ArrayList<>();
    for (int field = reader.nextField(); field != 0; field = reader.nextField()) {
      switch (field) {
        case 1 -> topic = reader.readString(MAX_TOPIC_BYTES);
        case 2 -> announced.add(id(reader));
        default -> reader.skip();
      }
    }
    have.add(new Rpc.HaveIds(required(topic), announced));
  }

  private void ids(ProtoReader reader, List<MessageId> into) throws MalformedMessage {
    for (int field = reader.nextField(); field != 0; field = reader.nextField()) {
      if (field == 1) {
        into.add(id(reader));
      } else {
        reader.skip();
      }
    }
  }

  private void graft(ProtoReader reader) throws MalformedMessage {
    String topic = null;
    for (int field = reader.nextField(); field != 0; field = reader.nextField()) {
      if (field == 1) {
        topic = reader.readString(MAX_TOPIC_BYTES);
      } else {
        reader.skip();
      }
    }
    graft.add(required(topic));
  }

  private void prune(ProtoReader reader) throws MalformedMessage {
    String topic = null;
    long backoffSeconds = 0;
    for (int field = reader.nextField(); field != 0; field = reader.nextField()) {
      switch (field) {
        case 1 -> topic = reader.readString(MAX_TOPIC_BYTES);
        case 3 -> backoffSeconds = reader.readLong();
        default -> reader.skip(); // Peer exchange is not taken up.
      }
    }
    prune.add(new Rpc.Prune(required(topic), backoffSeconds));
  }

  private MessageId id(ProtoReader reader) throws MalformedMessage {
    limit(++idCount, MAX_IDS, "message ids");
    return new MessageId(reader.readBytes(MessageId.MAX_BYTES));
  }

  private static String required(@Nullable String topic) throws MalformedMessage {
    if (topic == null) {
      throw new MalformedMessage("no topic");
    }
    return topic;
  }

  private static void limit(int count, int max, String what) throws MalformedMessage {
    if (count > max) {
      throw new MalformedMessage("more than " + max + " " + what);
    }
  }
}
