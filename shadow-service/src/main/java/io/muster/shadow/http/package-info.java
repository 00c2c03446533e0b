/** The shadow for people and programs, over REST. */
@NullMarked
package io.muster.shadow.http;

import org.jspecify.annotations.NullMarked;
