package io.loadline.risk.rules;

import java.util.OptionalInt;

/**
 * Assets and groups whose risks offset each other in part.
 *
 * @param parent index of the group that this one belongs to; always a later one
 * @param creditE9 share of the group's risk taken from its sum instead of its members', in
 *     billionths
 */
public record AssetGroup(String name, OptionalInt parent, long creditE9) {
  public AssetGroup {
    Limit.printable(name, "group name");
    Limit.share(creditE9, "creditE9 of a group");
  }
}
