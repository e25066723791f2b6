/**
 * What a node must still know after a crash: rounds, what it signed, certificates, transactions.
 * May use: consensus names and record lines. Used by: rounds, ceremony, the CLI. Only this package
 * knows RocksDB.
 */
@org.jspecify.annotations.NullMarked
package io.loadline.node.archive;
