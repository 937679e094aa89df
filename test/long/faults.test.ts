/** Every fault on every engine. */
import '../app/faults.test.ts';
