package io.loadline.node.margin.input;

import io.loadline.risk.bytes.Address;
import io.loadline.risk.bytes.Bytes32;
import io.loadline.risk.portfolio.Snapshot;
import io.loadline.risk.rules.ParameterSet;
import io.loadline.risk.rules.Rules;
import java.util.List;
import java.util.SequencedMap;

/**
 * One account before the model: what portfolio, market and parameters come to. The account is the
 * snapshot's only one.
 *
 * @param venueNames by address, in the order of the file
 * @param paths by instrument, where its positions stand in the file; none for cash that only entry
 *     prices moved
 */
public record MarginCase(
    Portfolio portfolio,
    Market market,
    Rules rules,
    Snapshot snapshot,
    SequencedMap<Address, String> venueNames,
    SequencedMap<Bytes32, List<String>> paths) {

  /** Fails with a located error where the parts do not fit each other. */
  public static MarginCase of(Portfolio portfolio, Market market, ParameterSet parameters) {
    return new CaseBuilder(portfolio, market, parameters).build();
  }
}
