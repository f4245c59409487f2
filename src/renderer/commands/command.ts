/** Looking commands up by their id. */
import { COMMANDS, type Command, type CommandId } from '../../shared/commands.ts';

const byId = new Map<string, Command>(COMMANDS.map((command) => [command.id, command]));

export function commandOf(id: CommandId): Command {
  const command = byId.get(id);
  if (!command) throw new Error(`There is no command ${id}.`);
  return command;
}

/** Whether a name that came from outside is that of a command. */
export const isCommandId = (id: string): id is CommandId => byId.has(id);
