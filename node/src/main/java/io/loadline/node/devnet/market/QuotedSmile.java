package io.loadline.node.devnet.market;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Quoted volatilities of one expiry, strikes rising. */
public record QuotedSmile(long expiry, long forwardE8, List<Node> nodes) {
  /** One quote. */
  public record Node(long strikeE8, long volE9) {}

  public QuotedSmile {
    nodes = List.copyOf(nodes);
  }

  /**
   * One smile per expiry: at each strike the volatility of the out-of-the-money option, the mean
   * where both are, the other side where that one has none; a strike without any is left out.
   */
  public static List<QuotedSmile> of(List<ListedOption> chain) {
    var byExpiry = new TreeMap<Long, TreeMap<Long, List<ListedOption>>>();
    for (var option : chain) {
      byExpiry
          .computeIfAbsent(option.expiry(), _ -> new TreeMap<>())
          .computeIfAbsent(option.strikeE8(), _ -> new ArrayList<>())
          .add(option);
    }
    var smiles = new ArrayList<QuotedSmile>();
    byExpiry.forEach((expiry, byStrike) -> {
      var nodes = new ArrayList<Node>();
      byStrike.forEach((strikeE8, options) ->
          quote(options).ifPresent(volE9 -> nodes.add(new Node(strikeE8, volE9))));
      var forwardE8 = byStrike.firstEntry().getValue().getFirst().forwardE8();
      smiles.add(new QuotedSmile(expiry, forwardE8, nodes));
    });
    return List.copyOf(smiles);
  }

  private static OptionalLong quote(List<ListedOption> options) {
    var preferred = mean(options.stream().filter(ListedOption::isOutOfTheMoney).toList());
    return preferred.isPresent() ? preferred : mean(options);
  }

  private static OptionalLong mean(List<ListedOption> options) {
    var quotes = options.stream().map(ListedOption::volE9).filter(OptionalLong::isPresent).toList();
    if (quotes.isEmpty()) {
      return OptionalLong.empty();
    }
    long sum = quotes.stream().mapToLong(OptionalLong::orElseThrow).sum();
    return OptionalLong.of(Math.floorDiv(sum, quotes.size()));
  }
}
