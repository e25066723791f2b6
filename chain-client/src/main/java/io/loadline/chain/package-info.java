@org.jspecify.annotations.NullMarked
package io.loadline.chain;
