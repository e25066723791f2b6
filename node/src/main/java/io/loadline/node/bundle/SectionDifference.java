package io.loadline.node.bundle;

import io.loadline.risk.report.Leaf;
import io.loadline.risk.report.Section;
import io.loadline.risk.report.SectionName;
import io.loadline.risk.report.Sections;
import java.util.List;
import java.util.Optional;

/**
 * The first leaf in which two computations of one round differ; a report itself carries only roots,
 * so this needs both sides' leaves.
 *
 * @param section the first section, in the order of the sections' tree
 * @param index the first leaf of it, -1 for a section without leaves
 * @param ours our leaf, or what stands in its place
 * @param theirs the other leaf
 */
public record SectionDifference(SectionName section, int index, String ours, String theirs) {
  private static final String NONE = "none";

  /** Empty if all roots are equal. */
  public static Optional<SectionDifference> first(Sections ours, Sections theirs) {
    for (SectionName name : SectionName.values()) {
      if (!ours.root(name).equals(theirs.root(name))) {
        return Optional.of(
            switch (name) {
              case REQUIREMENTS -> leaf(name, ours.requirements(), theirs.requirements());
              case COLLATERAL -> leaf(name, ours.collateral(), theirs.collateral());
              case BOUNDS -> leaf(name, ours.bounds(), theirs.bounds());
              case CREDIT_LINES -> leaf(name, ours.creditLines(), theirs.creditLines());
              case CHANGED -> leaf(name, ours.changed(), theirs.changed());
              case SUMMARY -> leaf(name, ours.summary(), theirs.summary());
              case STATE ->
                  new SectionDifference(
                      name, -1, ours.stateRoot().toHex(), theirs.stateRoot().toHex());
            });
      }
    }
    return Optional.empty();
  }

  private static <L extends Leaf> SectionDifference leaf(
      SectionName name, Section<L> ours, Section<L> theirs) {
    List<L> left = ours.leaves();
    List<L> right = theirs.leaves();
    int index = 0;
    while (index < left.size()
        && index < right.size()
        && left.get(index).hash().equals(right.get(index).hash())) {
      index++;
    }
    return new SectionDifference(name, index, text(left, index), text(right, index));
  }

  private static String text(List<? extends Leaf> leaves, int index) {
    return index < leaves.size() ? leaves.get(index).toString() : NONE;
  }
}
