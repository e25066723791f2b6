package io.loadline.node.network;

import io.loadline.risk.bytes.Bytes32;

/**
 * Names on the wire of one network. The version at the end rises with any change that older nodes
 * could not follow.
 *
 * @param agreement what committee members say to each other; members only
 * @param reports finished rounds, for everybody
 * @param bundleProtocol request a round's bundle by its height
 * @param ceremony what operators say to each other to make a key; members only
 * @param ceremonyProtocol the same from one to one
 * @param messageIdDomain domain of the content hash that names a message
 */
public record Topics(
    String agreement,
    String reports,
    String bundleProtocol,
    String ceremony,
    String ceremonyProtocol,
    String messageIdDomain) {
  /** The names that belong to a network id. */
  public static Topics of(Bytes32 networkId) {
    String network = "/loadline/" + networkId.toHex().substring(2, 18);
    return new Topics(
        network + "/agreement/1",
        network + "/reports/1",
        network + "/bundle/1",
        network + "/ceremony/1",
        network + "/ceremony-direct/1",
        network + "/message/1");
  }
}
