package io.loadline.libp2p.gossip;

import java.util.List;

/** One decoded gossipsub RPC. Lists are empty where the sender gave nothing. */
record Rpc(
    List<Subscription> subscriptions,
    List<Publication> publications,
    List<HaveIds> have,
    List<MessageId> want,
    List<String> graft,
    List<Prune> prune) {

  record Subscription(boolean subscribe, String topic) {}

  /**
   * @param signed whether any of the fields that only signed messages have is there
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Publication(String topic, byte[] data, boolean signed) {}

  record HaveIds(String topic, List<MessageId> ids) {}

  record Prune(String topic, long backoffSeconds) {}
}
