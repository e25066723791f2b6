package io.loadline.node.archive;

/** The column families, by the names they have on disk; names never change meaning. */
enum Family {
  ROUNDS("rounds"),
  SIGNING("signing"),
  CERTIFICATES("certificates"),
  EVIDENCE("evidence"),
  TRANSACTIONS("transactions"),
  META("meta");

  private final String storedName;

  Family(String storedName) {
    this.storedName = storedName;
  }

  String storedName() {
    return storedName;
  }
}
