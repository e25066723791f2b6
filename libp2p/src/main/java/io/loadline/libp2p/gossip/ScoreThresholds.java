package io.loadline.libp2p.gossip;

/**
 * What a score is enough for.
 *
 * @param graylist below it every RPC of the peer is dropped unread
 * @param publish below it the peer is sent none of our own messages
 * @param gossip below it no IHAVE and IWANT is exchanged with the peer
 * @param opportunisticGraft better peers are looked for while the mesh's median is below it
 */
public record ScoreThresholds(
    double graylist, double publish, double gossip, double opportunisticGraft) {
  public ScoreThresholds {
    boolean ordered = graylist <= publish && publish <= gossip && gossip <= 0;
    if (!ordered || opportunisticGraft < 0) {
      throw new IllegalArgumentException(
          "score thresholds need graylist <= publish <= gossip <= 0 <= opportunisticGraft");
    }
  }

  public static ScoreThresholds defaults() {
    return new ScoreThresholds(-80, -50, -10, 5);
  }
}
