package io.loadline.node.config;

import io.loadline.node.OperatorException;

/**
 * Where something stands in a file, for mistakes that show only when several values are put
 * together.
 *
 * @param where file, line and key path
 * @param path the key path alone
 */
public record Place(String where, String path) {
  /** As {@link OperatorException.Configuration}, at this place. */
  public OperatorException refuse(String what, String remedy) {
    return new OperatorException.Configuration(what, where, remedy);
  }
}
