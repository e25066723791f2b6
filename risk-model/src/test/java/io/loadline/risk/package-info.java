@NullMarked
package io.loadline.risk;

import org.jspecify.annotations.NullMarked;
