package io.loadline.node.http;

import io.loadline.node.Version;
import io.loadline.node.bundle.RoundBundle;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.report.Report;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of the API and of the commands' {@code --json}: one form for both. */
public final class StatusJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private StatusJson() {}

  /** An empty object to fill. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** The text of a node, one line. */
  public static String text(ObjectNode node) {
    return JSON.writeValueAsString(node);
  }

  /** A node's status. */
  public static ObjectNode status(NodeStatus status) {
    ObjectNode out = object();
    out.put("version", Version.current());
    out.put("network", status.network());
    out.put("networkId", status.networkId());
    number(out, "member", status.member().map(Integer::longValue));
    out.put("identity", status.identity());
    out.put("peerId", status.peerId());
    out.put("ready", status.ready());
    ArrayNode waiting = out.putArray("waitingFor");
    status.waitingFor().forEach(waiting::add);
    out.put("openHeight", status.openHeight());
    number(out, "lastSignedHeight", status.lastSignedHeight());
    number(out, "lastAcceptedHeight", status.lastAcceptedHeight());
    ArrayNode peers = out.putArray("peers");
    for (NodeStatus.Peer peer : status.peers()) {
      peers
          .addObject()
          .put("identity", peer.identity())
          .put("peerId", peer.peerId())
          .put("connected", peer.connected());
    }
    ArrayNode chains = out.putArray("chains");
    for (NodeStatus.Chain chain : status.chains()) {
      chains
          .addObject()
          .put("chainId", chain.chainId())
          .put("healthy", chain.healthy())
          .put("finalizedBlock", chain.finalizedBlock())
          .put("detail", chain.detail());
    }
    return out;
  }

  /** One round, without its leaves. */
  public static ObjectNode round(RoundBundle bundle) {
    Report report = bundle.report();
    Bytes32 networkId = bundle.genesis().networkId();
    ObjectNode out = object();
    out.put("height", report.height());
    out.put("digest", report.digest(networkId).toHex());
    out.put("networkId", networkId.toHex());
    out.put("keyEpoch", report.keyEpoch());
    out.put("round", bundle.proposal().round());
    out.put("leader", bundle.proposal().member());
    out.put("rulesHash", report.rulesHash().toHex());
    out.put("pinsRoot", report.pinsRoot().toHex());
    out.put("snapshotHash", report.snapshotHash().toHex());
    out.put("sectionsRoot", report.sectionsRoot().toHex());
    out.put("breakerState", report.breakerState());
    out.put("previousReport", report.previousReport().toHex());
    out.put("anchorTime", report.anchorTimeSeconds());
    out.put("validityEnd", report.validityEndSeconds());
    out.put("accounts", bundle.snapshot().accounts().size());
    ArrayNode pins = out.putArray("pins");
    bundle
        .snapshot()
        .pins()
        .forEach(pin ->
            pins.addObject()
                .put("chainId", pin.chainId())
                .put("number", pin.number())
                .put("hash", pin.hash().toHex())
                .put("time", pin.timeSeconds()));
    ArrayNode observers = out.putArray("observers");
    bundle.observations().forEach(vote -> observers.add(vote.member()));
    ArrayNode committers = out.putArray("committers");
    bundle.commits().signatures().forEach(vote -> committers.add(vote.member()));
    return out;
  }

  /** One round, with what the serving node remembers of it. */
  static ObjectNode round(RoundBundle bundle, Optional<RoundNotes.Note> note) {
    ObjectNode out = round(bundle);
    note.ifPresent(known -> {
      ObjectNode node = out.putObject("node");
      node.put("computedHere", known.computedHere());
      ObjectNode phases = node.putObject("phasesMs");
      known.phasesMs().forEach(phases::put);
      ArrayNode submissions = node.putArray("submissions");
      known
          .submissions()
          .forEach(sent ->
              submissions
                  .addObject()
                  .put("chainId", sent.chainId())
                  .put("transaction", sent.transaction())
                  .put("block", sent.blockNumber())
                  .put("gas", sent.gasUsed()));
    });
    return out;
  }

  private static void number(ObjectNode out, String name, Optional<Long> value) {
    value.ifPresentOrElse(number -> out.put(name, number), () -> out.putNull(name));
  }
}
