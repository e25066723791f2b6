package io.loadline.node.ceremony;

import io.loadline.consensus.Address;
import io.loadline.consensus.ceremony.CeremonyPlan;
import io.loadline.consensus.ceremony.CeremonyResult;
import io.loadline.consensus.ceremony.Culprit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** How far a ceremony is, for the operator; nothing in it is secret. */
final class CeremonyStatus {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ObjectNode out = JsonNodeFactory.instance.objectNode();

  CeremonyStatus(CeremonyPlan plan) {
    out.put("kind", plan.kind().name().toLowerCase(Locale.ROOT));
    out.put("session", plan.session().toString());
    out.put("keyEpoch", plan.keyEpoch());
    out.put("attempt", plan.attempt());
    out.put("members", plan.receivers().size());
    out.put("threshold", plan.threshold());
  }

  CeremonyStatus phase(String phase) {
    out.put("phase", phase);
    out.remove("missing");
    return this;
  }

  CeremonyStatus missing(List<Address> members) {
    addresses("missing", members);
    return this;
  }

  CeremonyStatus result(CeremonyResult result) {
    out.put("groupKey", result.committee().groupKey().toString());
    out.put("committee", result.committee().digest().toString());
    addresses("confirmed", result.confirmed());
    addresses("withoutShare", result.without());
    return culprits(result.culprits());
  }

  CeremonyStatus culprits(List<Culprit> culprits) {
    ArrayNode named = out.putArray("culprits");
    for (Culprit culprit : culprits) {
      named
          .addObject()
          .put("operator", culprit.identity().toString())
          .put("fault", culprit.fault().name().toLowerCase(Locale.ROOT));
    }
    return this;
  }

  CeremonyStatus reason(@Nullable String reason) {
    out.put("reason", reason);
    return this;
  }

  String text() {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(out) + "\n";
  }

  private void addresses(String key, List<Address> members) {
    ArrayNode list = out.putArray(key);
    members.forEach(member -> list.add(member.toString()));
  }
}
