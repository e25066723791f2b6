/**
 * Settings and manifests: read strictly, checked, immutable. A mistake is named with its place. May
 * use: risk rules, consensus and libp2p names, bundle, Jackson. Used by: cli, loop, devnet.
 */
@org.jspecify.annotations.NullMarked
package io.loadline.node.config;
