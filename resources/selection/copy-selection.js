// Presses ⌘C in the program that is in front, once ⌘, ⇧, ⌥ and ⌃ are released: together with them it would be another
// combination. Answers "sent", or "held" when they stayed down for a second. For `osascript -l JavaScript`, by Quartz
// Event Services: that takes the permission of "Accessibility" and no other.
// It takes nothing from outside: there is nothing in it that a selected text or a setting could change.
ObjC.import("CoreGraphics");
ObjC.import("Foundation");

// What it evaluates to is what osascript writes.
(() => {
  const HID = 1; // kCGEventSourceStateHIDSystemState
  const COMMAND = 0x100000;
  const MODIFIERS = 0x20000 | 0x40000 | 0x80000 | COMMAND; // shift, control, option, command
  const C = 8; // kVK_ANSI_C
  const deadline = Date.now() + 1000;
  while ((Number($.CGEventSourceFlagsState(HID)) & MODIFIERS) !== 0) {
    if (Date.now() > deadline) return "held";
    $.NSThread.sleepForTimeInterval(0.01);
  }
  for (const isDown of [true, false]) {
    const event = $.CGEventCreateKeyboardEvent($(), C, isDown);
    $.CGEventSetFlags(event, COMMAND);
    $.CGEventPost(0, event); // kCGHIDEventTap
  }
  return "sent";
})();
