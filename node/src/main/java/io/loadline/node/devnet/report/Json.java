package io.loadline.node.devnet.report;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Rounds and steps as JSON; amounts are decimal strings. */
final class Json {
  static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  static ObjectNode round(RoundLine round) {
    var node = MAPPER.createObjectNode();
    node.put("height", round.height());
    node.put("counted", round.counted());
    var pins = node.putArray("pins");
    for (var pin : round.pins()) {
      pins.addObject()
          .put("chainId", pin.chainId())
          .put("number", pin.number())
          .put("hash", pin.hash());
    }
    node.put("accounts", round.accounts());
    node.put("digest", round.digest());
    var digests = node.putObject("digests");
    round.nodeDigests().forEach(digests::put);
    node.put("leader", round.leader());
    node.put("submitter", round.submitter());
    node.put("signature", round.signature());
    node.put("transaction", round.transaction());
    node.put("gas", round.gas());
    var latency = node.putObject("latencyMs");
    round.latencyMs().forEach(latency::put);
    var named = node.putArray("named");
    for (var account : round.named()) {
      named
          .addObject()
          .put("name", account.name())
          .put("account", account.account())
          .put("initialMargin", Usd.exact(account.initialE6()))
          .put("maintenanceMargin", Usd.exact(account.maintenanceE6()))
          .put("isolatedMargin", Usd.exact(account.isolatedE6()))
          .put("reliefPercent", account.reliefPercent())
          .put("worstScenario", account.worstScenario())
          .put("requirementOnChain", Usd.exact(account.onChainE6()));
    }
    return node;
  }

  static ObjectNode life(LifeStep step) {
    var node = MAPPER.createObjectNode();
    node.put("what", step.what());
    node.put("outcome", step.outcome());
    var facts = node.putObject("facts");
    for (var fact : step.facts()) {
      facts.put(fact.name(), fact.value());
    }
    return node;
  }
}
