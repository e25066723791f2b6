/**
 * Crypto-SPAN/1: from positions and prices to margins, the same bits on every machine. No network,
 * no disk, no clock; usable without any other module.
 *
 * <p>Outsiders need four things: a {@link io.loadline.risk.portfolio.Snapshot} (from {@link
 * io.loadline.risk.portfolio.SnapshotBuilder}), a {@link io.loadline.risk.rules.ParameterSet} (the
 * {@linkplain io.loadline.risk.rules.DefaultParameters defaults} or one's own), {@link
 * io.loadline.risk.rules.Rules} (from {@link io.loadline.risk.rules.OfflineRules}), and the {@link
 * io.loadline.risk.margin.MarginEngine}: its {@code margins} are the requirements, its {@code
 * explain} says line by line why. docs/library.md has a whole example.
 *
 * <p>Amounts are integers with their unit at the end of the name: {@code usdE6} is millionths of a
 * dollar. {@link io.loadline.risk.portfolio.Units} makes them from decimal text. What the formats
 * cannot hold is refused with {@code IllegalArgumentException}; everything else is judged by the
 * model, which says in {@link io.loadline.risk.margin.AccountMargin#flags} what was missing.
 */
@org.jspecify.annotations.NullMarked
package io.loadline.risk;
