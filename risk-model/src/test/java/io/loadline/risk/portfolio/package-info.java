@NullMarked
package io.loadline.risk.portfolio;

import org.jspecify.annotations.NullMarked;
