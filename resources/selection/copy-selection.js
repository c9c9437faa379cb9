// Presses ⌘C in the program that is in front. Asked line by line, and ends with its input, so that it never outlives the app.
// "wait": once ⌘, ⇧, ⌥ and ⌃ are released, because together with them it would be another combination: "ready", or "held"
// when they stayed down for a second. "copy": "sent" or "held". For `osascript -l JavaScript`, by Quartz Event Services: that
// takes the permission of "Accessibility" and no other.
// It takes nothing else from outside: there is nothing in it that a selected text or a setting could change.
ObjC.import("CoreGraphics");
ObjC.import("Foundation");

(() => {
  const HID = 1; // kCGEventSourceStateHIDSystemState
  const COMMAND = 0x100000;
  const MODIFIERS = 0x20000 | 0x40000 | 0x80000 | COMMAND; // shift, control, option, command
  const C = 8; // kVK_ANSI_C
  const isHeld = () => (Number($.CGEventSourceFlagsState(HID)) & MODIFIERS) !== 0;

  function whenReleased() {
    const deadline = Date.now() + 1000;
    while (isHeld()) {
      if (Date.now() > deadline) return "held";
      $.NSThread.sleepForTimeInterval(0.01);
    }
    return "ready";
  }

  function copy() {
    // Pressed again since: it would be another combination.
    if (isHeld()) return "held";
    for (const isDown of [true, false]) {
      const event = $.CGEventCreateKeyboardEvent($(), C, isDown);
      $.CGEventSetFlags(event, COMMAND);
      $.CGEventPost(0, event); // kCGHIDEventTap
    }
    return "sent";
  }

  const input = $.NSFileHandle.fileHandleWithStandardInput;
  const output = $.NSFileHandle.fileHandleWithStandardOutput;
  for (;;) {
    const data = input.availableData;
    if (Number(data.length) === 0) return;
    const lines = ObjC.unwrap($.NSString.alloc.initWithDataEncoding(data, $.NSUTF8StringEncoding)).trim().split("\n");
    for (const line of lines) {
      const answer = line === "wait" ? whenReleased() : line === "copy" ? copy() : "failed";
      output.writeData($(`${answer}\n`).dataUsingEncoding($.NSUTF8StringEncoding));
    }
  }
})();
