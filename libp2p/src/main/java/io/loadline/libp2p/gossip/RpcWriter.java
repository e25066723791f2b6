package io.loadline.libp2p.gossip;

import io.loadline.libp2p.protobuf.ProtoWriter;
import java.util.Collection;
import java.util.List;

/** Encodes RPCs, each of one kind. */
final class RpcWriter {
  private RpcWriter() {}

  static byte[] subscriptions(Collection<String> topics, boolean subscribe) {
    ProtoWriter rpc = new ProtoWriter();
    for (String topic : topics) {
      rpc.message(1, new ProtoWriter().bool(1, subscribe).string(2, topic));
    }
    return rpc.toByteArray();
  }

  /** A message as StrictNoSign wants it: topic and data, no other field. */
  static byte[] publication(String topic, byte[] data) {
    return publication(MessageSigner.encode(PubsubMessage.unsigned(topic, data)));
  }

  static byte[] publication(byte[] message) {
    return new ProtoWriter().bytes(2, message).toByteArray();
  }

  static byte[] have(String topic, List<MessageId> ids) {
    ProtoWriter have = new ProtoWriter().string(1, topic);
    for (MessageId id : ids) {
      have.bytes(2, id.toBytes());
    }
    return control(1, have);
  }

  static byte[] want(List<MessageId> ids) {
    ProtoWriter want = new ProtoWriter();
    for (MessageId id : ids) {
      want.bytes(1, id.toBytes());
    }
    return control(2, want);
  }

  static byte[] graft(String topic) {
    return control(3, new ProtoWriter().string(1, topic));
  }

  static byte[] prune(String topic, long backoffSeconds) {
    return control(4, new ProtoWriter().string(1, topic).number(3, backoffSeconds));
  }

  static byte[] dontWant(List<MessageId> ids) {
    ProtoWriter dontWant = new ProtoWriter();
    for (MessageId id : ids) {
      dontWant.bytes(1, id.toBytes());
    }
    return control(5, dontWant);
  }

  private static byte[] control(int field, ProtoWriter entry) {
    return new ProtoWriter().message(3, new ProtoWriter().message(field, entry)).toByteArray();
  }
}
