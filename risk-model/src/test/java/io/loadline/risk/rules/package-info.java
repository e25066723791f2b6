@NullMarked
package io.loadline.risk.rules;

import org.jspecify.annotations.NullMarked;
