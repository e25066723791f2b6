package io.loadline.risk.rules;

import io.loadline.risk.rules.Rules.Venue;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Rules for margins that no network signs: parameters and venues, and nothing else. */
public final class OfflineRules {
  private OfflineRules() {}

  /**
   * Rules under which positions at any venue count; those of {@code venues} on their terms, those
   * elsewhere in full.
   */
  public static Rules of(ParameterSet parameters, List<Venue> venues) {
    return of(parameters, venues, List.of());
  }

  /** The same, with tokens that are accepted as collateral. */
  public static Rules of(
      ParameterSet parameters, List<Venue> venues, List<Rules.Collateral> collateral) {
    return new Rules(
        Optional.empty(),
        new Rules.Anchor(1, 0, 1),
        0,
        Rules.MAX_POSITIONS,
        List.of(),
        venues.stream()
            .sorted(Comparator.comparingLong(Venue::chainId).thenComparing(Venue::venue))
            .toList(),
        List.of(),
        collateral.stream()
            .sorted(
                Comparator.comparingLong(Rules.Collateral::chainId)
                    .thenComparing(Rules.Collateral::token))
            .toList(),
        parameters);
  }
}
