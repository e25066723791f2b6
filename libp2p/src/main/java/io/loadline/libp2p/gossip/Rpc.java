package io.loadline.libp2p.gossip;

import java.util.List;

/**
 * One decoded gossipsub RPC. Lists are empty where the sender gave nothing.
 *
 * @param extensions whether it lists the extensions of its sender, as gossipsub 1.3 does
 */
record Rpc(
    List<Subscription> subscriptions,
    List<Publication> publications,
    List<HaveIds> have,
    List<MessageId> want,
    List<String> graft,
    List<Prune> prune,
    List<MessageId> dontWant,
    boolean extensions) {

  record Subscription(boolean subscribe, String topic) {}

  /**
   * A message as it came.
   *
   * @param raw the message's own bytes, if it is signed, otherwise none
   * @param signedBytes what its author signed: {@code raw} without signature and key
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Publication(PubsubMessage message, byte[] raw, byte[] signedBytes) {
    String topic() {
      return message.topic();
    }

    byte[] data() {
      return message.data();
    }
  }

  record HaveIds(String topic, List<MessageId> ids) {}

  record Prune(String topic, long backoffSeconds) {}
}
